import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AccessInput } from '../../contract/grants.ts';
import { areas, type Areas } from '../areas.testing.ts';

let world: Areas;
beforeEach(async () => {
  world = await areas();
});
afterEach(() => world.api.close());

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
