import fc from 'fast-check';
import { expect, test } from 'vitest';
import { questions, facts, ids } from '../testing/arbitrary.ts';
import { mayByReference } from '../testing/reference.ts';
import { MemoryGrants } from './memory.ts';
import { createPolicy } from './policy.ts';
import type { Question } from './access.ts';
import { bundle } from './testing/world.ts';

const all = questions as readonly { permission: Question[0]; resource: Question[1] }[];
const asked = all.map(({ permission, resource }) => [permission, resource] as Question);
const names = [...new Set(all.map((each) => each.permission))];

test(
  'check, can, batch, scope, permissions, whoCan and explain say the same of everything',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(facts, async (who) => {
        const grants = new MemoryGrants(() => who.now);
        grants.put(who);
        const policy = createPolicy({ bundle, grants });
        const access = await policy.load({ user: who.userId, account: who.account.id }, 'strict');
        const answers = all.map(({ permission, resource }) => access.checkAny(permission, resource).allowed);
        expect(answers).toEqual(
          all.map(({ permission, resource }) => mayByReference(who, permission, resource)),
        );
        expect(access.batch(asked)).toEqual(answers);
        const allowed = all.filter((_, index) => answers[index]);
        expect(access.permissions()).toEqual(
          names.filter((name) => allowed.some(({ permission }) => permission === name)),
        );
        for (const [index, { permission, resource }] of all.entries()) {
          expect(access.permissionsOn(resource).includes(permission)).toBe(answers[index]);
          const [area = '', id] = resource.split('/');
          if ((area === 'services' || area === 'domains') && id !== undefined) {
            const scope = access.scope(permission);
            expect('only' in scope ? scope.only.includes(id) : !scope.except.includes(id)).toBe(
              answers[index],
            );
          }
        }
        for (let index = who.grants.length; index < all.length; index += 17) {
          const [permission, resource] = asked[index]!;
          expect(access.explain(permission as 'domains:view', resource as 'domains').allowed).toBe(
            answers[index],
          );
          const can = await policy.whoCan(
            who.account.id,
            permission as 'domains:view',
            resource as 'domains',
          );
          expect(can).toEqual(answers[index] ? [who.userId] : []);
        }
      }),
      { numRuns: 60 },
    );
    expect(ids.length).toBeGreaterThan(1);
  },
);
