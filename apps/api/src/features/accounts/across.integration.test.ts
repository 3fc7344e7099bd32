import { Invoice, newId, Ticket } from '@mandate/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { areas, type Areas } from '../areas.testing.ts';

interface Kind {
  count: number;
  first: { id: string; label: string; amount: { amountCents: number } | null }[];
}
interface Item {
  id: string;
  name: string;
  invoices: Kind | null;
  tickets: Kind | null;
  domains: Kind | null;
}
interface Across {
  items: Item[];
  total: number;
}

let world: Areas;
beforeAll(async () => {
  world = await areas();
});
afterAll(() => world.api.close());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const soon = (account: string, name: string, days = 9) =>
  world.make.domain(account, { name, expiresOn: inDays(days), autoRenew: false });

async function invoice(account: string, number: string, dueOn: string) {
  const lines = [{ label: 'Server', amountCents: 2400 }];
  const money = { lines, amountCents: 2400, currency: 'EUR' };
  const id = newId('inv');
  return world.make.row(Invoice, { id, accountId: account, number, ...money, issuedOn: inDays(-5), dueOn });
}

let tickets = 0;
async function ticket(account: string, subject: string, openedBy: string) {
  tickets += 1;
  return world.make.row(Ticket, { id: newId('tkt'), accountId: account, number: tickets, subject, openedBy });
}

test('what waits in each account is shown as far as each account lets this person see', async () => {
  const ada = await world.make.user({ name: 'Ada' });
  const [seen, hidden] = [await soon(world.acme, 'seen.example'), await soon(world.acme, 'hidden.example')];
  await soon(world.acme, 'later.example', 90);
  await invoice(world.acme, 'ACME-1', inDays(3));
  await invoice(world.other, 'OST-1', inDays(1));
  await soon(world.other, 'oster.example');
  await world.make.member(world.acme, ada.id, [
    { preset: 'domain-manager', domains: { only: [seen.id] }, support: true },
  ]);
  await world.make.member(world.other, ada.id, [{ permission: 'billing:view', billing: true }]);
  await ticket(world.acme, 'Of Ada', ada.id);
  await ticket(world.acme, 'Of Olivia', world.olivia.id);

  const answer = await (await world.api.as(ada.id)).query<Across>('accounts.across', {});
  const [oster, acme] = answer.data.items;
  expect(acme).toMatchObject({ name: 'Acme', invoices: null });
  expect(acme?.tickets).toMatchObject({ count: 1, first: [{ label: 'Of Ada' }] });
  expect(acme?.domains).toMatchObject({ count: 1, first: [{ id: seen.id, label: 'seen.example' }] });
  expect(oster).toMatchObject({ name: 'Oster', tickets: null, domains: null });
  expect(oster?.invoices).toMatchObject({
    count: 1,
    first: [{ label: 'OST-1', amount: { amountCents: 2400 } }],
  });
  for (const secret of [hidden.id, 'hidden.example', 'Of Olivia', 'ACME-1', 'oster.example'])
    expect(answer.body).not.toContain(secret);

  const olivias = await world.owner.query<Across>('accounts.across', { q: 'acm' });
  expect(olivias.data.items.map(({ domains }) => domains?.count)).toEqual([2]);
  const listed = await world.owner.query<{ items: { name: string }[] }>('domains.list', {
    ...{ account: world.acme, state: 'ending' },
  });
  expect(listed.data.items.map(({ name }) => name)).toEqual(['hidden.example', 'seen.example']);
});

test('what ends soonest comes first, whatever else there is; where nothing waits is left out', async () => {
  const ines = await world.make.user({ name: 'Ines' });
  const may = [
    { preset: 'domain-manager', domains: { except: [] }, support: true },
    { permission: 'billing:view', billing: true },
  ];
  const places: string[] = [];
  for (const name of ['Quiet', 'Asked', 'Owes', 'Tomorrow', 'Late', 'Hidden', 'Of others']) {
    const { id } = await world.make.account(world.otto.id, { name });
    const rights = name === 'Hidden' ? [{ permission: 'services:view', services: { except: [] } }] : may;
    await world.make.member(id, ines.id, rights, {
      lastActiveAt: new Date(Date.now() - places.length * 1000),
    });
    places.push(id);
  }
  const [quiet, asked, owes, tomorrow, late, hidden, others] = places as [string, ...string[]];
  await world.make.domain(quiet, { expiresOn: inDays(2) });
  await ticket(asked!, 'When?', ines.id);
  await ticket(others!, 'Not hers', world.otto.id);
  await invoice(owes!, 'OWE-1', inDays(4));
  await soon(tomorrow!, 'tomorrow.example', 1);
  await soon(late!, 'late.example', -3);
  await soon(hidden!, 'elsewhere.example', 1);
  const her = await world.api.as(ines.id);
  const names = async (input: object = {}) => {
    const { data } = await her.query<Across>('accounts.across', input);
    expect(data.total).toBe(data.items.length);
    return data.items.map(({ name }) => name);
  };
  expect(await names()).toEqual(['Late', 'Tomorrow', 'Owes', 'Asked']);
  expect(await names({ kind: 'domains' })).toEqual(['Late', 'Tomorrow']);
  expect(await names({ kind: 'invoices' })).toEqual(['Owes']);
  expect(await names({ kind: 'tickets', q: 'ask' })).toEqual(['Asked']);
});

test('accounts that cannot be entered are not on the page', async () => {
  const sam = await world.make.user({ name: 'Sam' });
  await world.make.member(world.acme, sam.id, [{ preset: 'auditor', billing: true }], {
    suspendedAt: new Date(),
  });
  expect((await (await world.api.as(sam.id)).query<Across>('accounts.across', {})).data.total).toBe(0);
});

test('the chooser finds an account by a domain or a server in it, and only by what may be viewed', async () => {
  const blue = await world.make.domain(world.acme, { name: 'bluebird.example' });
  const munich = await world.make.domain(world.acme, { name: 'xn--mnchen-3ya.example' });
  await world.make.domain(world.acme, { name: 'redwing.example' });
  await world.make.service(world.other, { name: 'kiwi-01' });
  const una = await world.make.user({ name: 'Una' });
  await world.make.member(world.acme, una.id, [
    { permission: 'domains:view', domains: { only: [blue.id, munich.id] } },
  ]);
  await world.make.member(world.other, una.id, [{ permission: 'services:view', services: { except: [] } }]);
  const her = await world.api.as(una.id);
  interface Found {
    items: { name: string; found: { area: string; id: string; name: string }[] }[];
    total: number;
  }
  const find = async (q: string) => (await her.query<Found>('accounts.list', { q })).data;
  expect((await find('bluebird')).items).toMatchObject([
    { name: 'Acme', found: [{ area: 'domains', id: blue.id, name: 'bluebird.example' }] },
  ]);
  for (const q of ['münchen.example', 'xn--mnchen'])
    expect((await find(q)).items).toMatchObject([
      { found: [{ id: munich.id, name: 'xn--mnchen-3ya.example', nativeName: 'münchen.example' }] },
    ]);
  expect((await find('kiwi')).items).toMatchObject([{ name: 'Oster', found: [{ area: 'services' }] }]);
  expect((await find('redwing')).total).toBe(0);
  expect((await find('ost')).items).toMatchObject([{ name: 'Oster', found: [] }]);
});
