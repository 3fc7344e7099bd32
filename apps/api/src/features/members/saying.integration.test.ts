import { afterAll, beforeAll, expect, test } from 'vitest';
import { areas, type Areas } from '../areas.testing.ts';

let world: Areas;
beforeAll(async () => {
  world = await areas();
});
afterAll(() => world.api.close());

const manages = { permission: 'admin:users', admin: true } as const;
const nobodys = `dom_${'0'.repeat(20)}`;

test('a guessed id is said alike, whether there is something behind it that one may not view or nothing', async () => {
  const [own, hidden] = (await world.domains(['acme.example', 'secret.example'])).map(({ id }) => id) as [
    string,
    string,
  ];
  const readers = {
    'one domain': await world.member('Marek', manages, {
      permission: 'domains:view',
      domains: { only: [own] },
    }),
    'all but one': await world.member('Lena', manages, {
      permission: 'domains:view',
      domains: { except: [hidden] },
    }),
  };
  for (const [sees, reader] of Object.entries(readers))
    for (const which of ['only', 'except'] as const)
      for (const others of [[], [own]]) {
        const say = (id: string) =>
          reader.query('members.say', {
            account: world.acme,
            parts: [
              {
                permissions: ['domains:view'],
                domains: { which, ids: [...others, id], later: which !== 'only' },
              },
            ],
          });
        const [guessed, nothing] = [await say(hidden), await say(nobodys)];
        const what = [sees, which, others.length];
        expect([...what, guessed.status, guessed.body]).toEqual([...what, 200, nothing.body]);
      }
});
