import { Account } from '@mandate/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { areas, type Areas } from '../areas.testing.ts';

let world: Areas;
beforeAll(async () => {
  world = await areas();
});
afterAll(() => world.api.close());

describe('profile', () => {
  const profile = {
    name: 'Acme GmbH',
    city: 'Lyon',
    billingEmail: 'Pay@Acme.example',
    timeZone: 'Asia/Tokyo',
    locale: 'fr',
  };
  const save = (caller: Areas['owner'], some: object = {}) =>
    caller.mutate('profile.save', { account: world.acme, ...profile, ...some });

  it('is open to who holds it and nobody else', async () => {
    const marek = await world.member('Marek', { preset: 'colleague', admin: true });
    const vera = await world.member('Vera', { preset: 'auditor', admin: true });
    expect((await marek.query('profile.get', { account: world.acme })).status).toBe(200);
    for (const answer of [await vera.query('profile.get', { account: world.acme }), await save(vera)])
      expect(answer.error).toMatchObject({
        code: 'PERMISSION_MISSING',
        details: { permission: 'admin:profile' },
      });
  });

  it('saves what differs and logs the old values of that', async () => {
    expect((await save(world.owner)).data).toEqual({
      changed: ['name', 'timeZone', 'locale', 'city', 'billingEmail'],
    });
    expect(await world.em().findOneOrFail(Account, { id: world.acme })).toMatchObject({
      name: 'Acme GmbH',
      city: 'Lyon',
      billingEmail: 'pay@acme.example',
      timeZone: 'Asia/Tokyo',
      locale: 'fr',
    });
    expect((await save(world.owner, { city: '' })).data).toEqual({ changed: ['city'] });
    expect((await save(world.owner, { city: '' })).data).toEqual({ changed: [] });
    const [first, second, ...more] = (await world.events('admin')).filter(
      ({ action }) => action === 'profile.saved',
    );
    expect(first?.data).toMatchObject({
      before: { name: 'Acme', city: '' },
      after: { name: 'Acme GmbH', city: 'Lyon' },
    });
    expect([second?.data, more]).toEqual([{ before: { city: 'Lyon' }, after: { city: '' } }, []]);
  });

  it.each([
    ['timeZone', 'Mars/Olympus'],
    ['name', ' '],
    ['billingEmail', 'nobody'],
    ['locale', 'de'],
  ])('refuses a wrong %s beside its field', async (field, value) => {
    const { error } = await save(world.owner, { [field]: value });
    expect([error?.code, Object.keys(error?.fields ?? {})]).toEqual(['BAD_INPUT', [field]]);
  });

  it('is closed in a suspended account, to the owner too', async () => {
    await world.suspend();
    expect((await save(world.owner)).error?.code).toBe('ACCOUNT_SUSPENDED');
    await world.resume();
  });
});

it('the billing contact is changed by who manages billing and not the profile, and logged', async () => {
  const anton = await world.member('Anton Abel', { preset: 'accountant', billing: true });
  const vera = await world.member('Vera Voss', { preset: 'auditor', billing: true });
  const account = world.acme;
  const contact = () => anton.query('billing.contact', { account });
  const save = (caller: Areas['owner'], email: string) =>
    caller.mutate('billing.saveContact', { account, email });

  expect((await anton.query('profile.get', { account })).error?.code).toBe('PERMISSION_MISSING');
  for (const answer of [await vera.query('billing.contact', { account }), await save(vera, '')])
    expect(answer.error).toMatchObject({
      code: 'PERMISSION_MISSING',
      details: { permission: 'billing:manage' },
    });
  await save(anton, '');
  expect((await save(anton, 'Bills@Acme.example')).data).toEqual({ changed: true });
  expect((await save(anton, 'bills@acme.example')).data).toEqual({ changed: false });
  expect((await contact()).data).toEqual({ email: 'bills@acme.example' });
  expect((await save(anton, 'nobody')).error?.code).toBe('BAD_INPUT');
  expect((await world.events('billing')).at(-1)).toMatchObject({
    action: 'billing.contact_saved',
    data: { before: null, after: 'bills@acme.example' },
  });
});
