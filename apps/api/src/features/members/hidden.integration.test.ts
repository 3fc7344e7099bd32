import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccessInput } from '../../contract/grants.ts';
import { areas, type Areas } from '../areas.testing.ts';

let world: Areas;
beforeAll(async () => {
  world = await areas();
});
afterAll(() => world.api.close());

const manages = { permission: 'admin:users', admin: true } as const;
const nobodys = `dom_${'0'.repeat(20)}`;

test('what the manager’s own scope leaves out is neither in his form nor in the way of it', async () => {
  const [hidden, left] = await world.domains(['hidden.example', 'left.example']);
  const dora = await world.member('Dora Schmidt', {
    permission: 'domains:view',
    domains: { except: [hidden!.id, left!.id] },
  });
  const marek = await world.member(
    'Marek Novák',
    { permission: 'domains:manage', domains: { except: [hidden!.id] } },
    { permission: 'admin:users', admin: true },
  );
  const asked = { account: world.acme, user: dora.id };
  const form = await marek.query<{ parts: AccessInput[]; epoch: number }>('members.get', asked);
  expect(form.body).not.toContain(hidden!.id);
  expect(form.data.parts[0]?.domains).toMatchObject({ which: 'except', ids: [left!.id] });
  const { parts, epoch: seen } = form.data;
  const changed = await marek.mutate('members.change', { ...asked, parts, seen });
  expect(changed.error).toBeUndefined();
  const [grant] = await world
    .em()
    .execute<{ domains: object }[]>(`select domains from grants where user_id = ? and ended_at is null`, [
      dora.id,
    ]);
  expect(grant?.domains).toEqual({ except: [hidden!.id, left!.id] });
});

test('ids that cannot be are no containers, and no failure', async () => {
  const [domain] = await world.domains(['ids.example']);
  const chosen = [domain!.id, '\u0000', '\ud800', 'x'];
  const found = await world.owner.query<{ chosen: object[] }>('members.containers', {
    account: world.acme,
    area: 'domains',
    chosen,
  });
  expect([found.status, found.data.chosen]).toEqual([200, [{ id: domain!.id, name: 'ids.example' }]]);
});

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
