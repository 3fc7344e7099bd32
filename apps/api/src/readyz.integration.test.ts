import { afterEach, beforeEach, expect, test } from 'vitest';
import { areas, type Areas } from './features/areas.testing.ts';

let world: Areas;
beforeEach(async () => {
  world = await areas();
});
afterEach(() => world.api.close());

test('a name that the policy files do not know gives nothing, is told, and leaves the rest alone', async () => {
  const dora = await world.member(
    'Dora Schmidt',
    { preset: 'wizard', domains: { except: [] } },
    { permission: 'billing:view', billing: true },
  );
  expect((await dora.query('billing.invoices', { account: world.acme })).status).toBe(200);
  expect((await dora.query('domains.list', { account: world.acme })).error?.code).toBe('PERMISSION_MISSING');
  const ready = await world.api.app.inject({ method: 'GET', url: '/readyz' });
  expect(ready.json()).toMatchObject({ ok: true, unknownNames: ['wizard'] });
});
