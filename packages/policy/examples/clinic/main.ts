import assert from 'node:assert/strict';
import { join } from 'node:path';
import {
  createPolicy,
  describe,
  loadBundle,
  MemoryGrants,
  PolicyDenied,
  type Grant,
  type Scope,
} from '@mandate/policy';
import type { Resources } from './names.ts';

/** What a grant of this app names: its own areas, beside the preset or permission and the dates. */
interface ClinicGrant extends Grant {
  patients?: Scope;
  calendar?: boolean;
}

const bundle = await loadBundle(join(import.meta.dirname, 'policies'));
let now = new Date('2026-11-22T09:00:00Z');
const grants = new MemoryGrants(() => now);
const policy = createPolicy<Resources>({ bundle, grants });
const clinic = { id: 'clinic_1', state: 'active', epoch: 1 } as const;

function employ(userId: string, epoch: number, held: ClinicGrant[]) {
  const member = { suspended: false, epoch };
  return grants.put({ userId, account: clinic, owner: false, member, grants: held });
}

const locum: ClinicGrant = {
  id: 'grant_1',
  preset: 'locum',
  patients: { only: ['p_adams', 'p_baker'] },
  calendar: true,
  end: new Date('2026-12-01T00:00:00Z'),
};
employ('dr_lee', 1, [locum]);
employ('nora', 1, [{ id: 'grant_2', preset: 'nurse', patients: { except: ['p_adams'] }, calendar: true }]);

// a stand-in prescribes for his patients, and erases nothing
const lee = await policy.load({ user: 'dr_lee', account: clinic.id }, 'strict');
assert.equal(lee.can('patients:prescribe', 'patients/p_adams'), true);
assert.equal(lee.can('patients:prescribe', 'patients/p_cole'), false);
assert.throws(() => lee.require('patients:erase', 'patients/p_adams'), PolicyDenied);
assert.deepEqual(lee.scope('patients:read'), { only: ['p_adams', 'p_baker'] });
console.log(
  describe(bundle, [locum], { locale: 'en', mood: 'now', names: (id) => id.slice(2), timeZone: 'UTC' })
    .summary,
);

// a nurse keeps the calendar because the file of nurses includes that of the reception
const nora = await policy.load({ user: 'nora', account: clinic.id }, 'strict');
assert.deepEqual(
  nora.batch([
    ['calendar:book', 'calendar/monday'],
    ['patients:write', 'patients/p_adams'],
    ['patients:write', 'patients'],
  ]),
  [true, false, true],
);
assert.deepEqual(await policy.whoCan(clinic.id, 'patients:read', 'patients/p_adams'), ['dr_lee']);

// what was written a moment ago is seen by whoever shows its token
const token = employ('nora', 2, []);
const after = await policy.load({ user: 'nora', account: clinic.id }, { atLeast: token });
assert.deepEqual(after.permissions(), []);

// and the end of November ends the stand-in's access without anybody doing anything
now = new Date('2026-12-01T00:00:00Z');
const december = await policy.load({ user: 'dr_lee', account: clinic.id }, 'strict');
assert.equal(december.can('patients:read', 'patients/p_adams'), false);
console.log('the clinic is in order');
