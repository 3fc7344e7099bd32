import { applies } from '../address.ts';
import type { Bundle } from '../bundle.ts';
import { Decider } from '../casbin.ts';
import type { PermissionDef } from '../catalogue.ts';
import { PolicyFilesError } from '../faults.ts';
import type { AccountState, Facts } from '../facts.ts';
import type { Permission } from '../generated.ts';
import { sentinel } from '../guardrails.ts';
import { sliceOf } from '../slice.ts';

const states = ['active', 'suspended', 'closed'] as const satisfies readonly AccountState[];

/**
 * Asks Casbin what must hold under any bundle before it is let in: who holds nothing is denied everything, the owner
 * may do what owner.csv names, and account states take away what the catalogue says (S9).
 * Throws {@link PolicyFilesError} with file and line of what decides wrongly.
 */
export function smokeTest(bundle: Bundle): void {
  const { allowed } = Decider.load(bundle.model, [sentinel], [], new Map()).ask('', '', '', '');
  if (allowed) fail('model.conf', 1, 'an empty question is allowed', 'restore the shipped model');
  for (const state of states) {
    const nobody = sliceOf(bundle, person(state, false));
    const owner = sliceOf(bundle, person(state, true));
    for (const permission of bundle.catalogue.permissions.values()) {
      const name = permission.name as Permission;
      const named = bundle.owner.find((row) => row.permission === name);
      const wanted = named !== undefined && works(permission, state);
      for (const resource of samples(bundle, permission)) {
        if (nobody.can(name, resource))
          fail('model.conf', 1, `${name} is allowed to somebody without grants`, 'restore the shipped model');
        if (wanted && !owner.can(name, resource))
          fail(named.file, named.line, `${name} is denied to the owner`, 'see owner.csv and guardrails.csv');
        if (!works(permission, state) && owner.can(name, resource))
          fail('guardrails.csv', 1, `${name} is allowed in a ${state} account`, `add the row that denies it`);
      }
    }
  }
}

const works = ({ suspended }: PermissionDef, state: AccountState) =>
  state === 'active' || (state === 'suspended' && suspended === 'allow');

function person(state: AccountState, owner: boolean): Facts {
  const account = { id: 'acc_smoke', state, epoch: 0 };
  return { userId: 'usr_smoke', account, owner, member: null, grants: [], now: new Date(0) };
}

function samples({ catalogue }: Bundle, permission: PermissionDef): string[] {
  const shapes = catalogue.areas.get(permission.area)?.addresses ?? [];
  return shapes
    .map((shape) => shape.replace('*', 'smoke'))
    .filter((resource) => applies(permission, resource));
}

function fail(file: string, line: number, message: string, suggestion: string): never {
  throw new PolicyFilesError([{ file, line, column: 1, message, suggestion }]);
}
