import { afterAll, beforeAll, expect, test } from 'vitest';
import { areas, type Areas } from './features/areas.testing.ts';

let world: Areas;
beforeAll(async () => {
  world = await areas();
});
afterAll(() => world.api.close());

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

test('a page of elsewhere whose name was turned to this machine reads nothing', async () => {
  const ask = (host: string) =>
    world.api.app.inject({ method: 'GET', url: '/trpc/mailbox.list', headers: { host } });
  expect((await ask('rebound.example:3001')).statusCode).toBe(421);
  for (const host of ['127.0.0.1:3001', 'localhost:3001', '[::1]:3001'])
    expect((await ask(host)).statusCode).not.toBe(421);
});
