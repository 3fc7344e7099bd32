import { DnsRecord, Domain, Invoice } from '@mandate/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { areas, guessed, type Areas } from '../areas.testing.ts';

interface List {
  items: { id: string; name: string; nativeName: string | null; can: string[] }[];
  total: number;
  can: string[];
}
interface Detail {
  records: { id: string; type: string; name: string; value: string; ttl: number }[];
  missing: { permission: string; label: string; who: string[] }[];
  can: string[];
}
type Asks = { query: Areas['owner']['query'] };
type Acts = { mutate: Areas['owner']['mutate'] };

let world: Areas;
let domains: Domain[];
let foreign: Domain;
const at = (n: number) => domains[n] as Domain;

beforeAll(async () => {
  world = await areas();
  const names = Array.from({ length: 60 }, (_, n) => `site-${String(n + 1).padStart(2, '0')}.example`);
  domains = await world.domains([...names, 'xn--bcher-kva.example']);
  foreign = await world.make.domain(world.other, { name: 'foreign.example' });
});
afterAll(() => world.api.close());

const list = (caller: Asks, input: object = {}) =>
  caller.query<List>('domains.list', { account: world.acme, ...input });
const get = (caller: Asks, domain: string) =>
  caller.query<Detail>('domains.get', { account: world.acme, domain });
const call = (caller: Acts, name: string, input: object) =>
  caller.mutate<Record<string, string>>(`domains.${name}`, { account: world.acme, ...input });

describe('domains.list', () => {
  it('shows, counts and finds only what is in scope', async () => {
    const ines = await world.member('Ines', {
      preset: 'domain-manager',
      domains: { only: [at(7).id, foreign.id] },
    });
    const { data } = await list(ines);
    expect([data.total, data.items.map(({ name }) => name)]).toEqual([1, ['site-08.example']]);
    expect([data.items[0]?.can, data.can]).toEqual([['domains:view', 'domains:manage'], []]);
    expect((await list(ines, { q: 'site-09' })).data.total).toBe(0);
    expect((await list(world.owner)).data.total).toBe(61);
    expect((await list(world.owner, { page: 3 })).data.items).toHaveLength(11);
    expect((await list(world.owner, { q: 'foreign' })).data.total).toBe(0);
  });

  it('joins what several grants give, and each domain says what is possible there', async () => {
    const x = at(0).id;
    const both = await world.member(
      'Dora',
      { preset: 'domain-manager', domains: { except: [x] } },
      { preset: 'auditor', domains: { only: [x] } },
    );
    const { data } = await list(both);
    expect(data.total).toBe(61);
    expect(data.items.map(({ id, can }) => [id === x, can.includes('domains:manage')])).toEqual(
      data.items.map(({ id }) => [id === x, id !== x]),
    );
    expect((await call(both, 'setAutoRenew', { domain: x, on: false })).error?.code).toBe(
      'PERMISSION_MISSING',
    );
  });

  it('finds a name as people write it', async () => {
    const { data } = await list(world.owner, { q: 'Bücher.example' });
    expect(data.items).toMatchObject([{ name: 'xn--bcher-kva.example', nativeName: 'bücher.example' }]);
  });
});

describe('domains.get', () => {
  it('answers unknown, foreign and hidden ids with the same bytes', async () => {
    const only = await world.member('Ida', { preset: 'domain-manager', domains: { only: [at(0).id] } });
    const answers = await Promise.all([at(1).id, foreign.id, ...guessed('dom')].map((id) => get(only, id)));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect([answers[0]?.status, answers[0]?.error?.code]).toEqual([404, 'NOT_FOUND']);
    for (const domain of [at(1).id, foreign.id])
      expect((await call(only, 'setAutoRenew', { domain, on: false })).error?.code).toBe('NOT_FOUND');
  });

  it('says what is missing and who can give it, but not in a suspended account', async () => {
    const dora = await world.member('Dana', { preset: 'domain-manager', domains: { except: [] } });
    const { data } = await get(dora, at(0).id);
    expect(data.missing.map(({ permission, who }) => [permission, who])).toEqual([
      ['domains:order', ['Olivia Owens']],
      ['domains:transfer', ['Olivia Owens']],
    ]);
    expect(data.missing[1]?.label).not.toBe('domains:transfer');
    await world.suspend();
    expect((await get(dora, at(0).id)).data).toMatchObject({ can: ['domains:view'], missing: [] });
    expect((await call(dora, 'setAutoRenew', { domain: at(0).id, on: false })).error?.code).toBe(
      'ACCOUNT_SUSPENDED',
    );
    await world.resume();
  });
});

describe('DNS records', () => {
  const record = { type: 'A', name: 'www', value: '192.0.2.7', ttl: 3600 };

  it('saves, changes and deletes one, each with command and event', async () => {
    const domain = at(2).id;
    const dora = await world.member('Dido', { preset: 'domain-manager', domains: { only: [domain] } });
    const { data } = await call(dora, 'saveRecord', { domain, ...record });
    await call(dora, 'saveRecord', { domain, record: data.record, ...record, value: '192.0.2.8' });
    expect((await get(dora, domain)).data.records).toEqual([
      { id: data.record, ...record, value: '192.0.2.8' },
    ]);
    await call(dora, 'deleteRecord', { domain, record: data.record });
    expect(await world.em().count(DnsRecord, { domainId: domain })).toBe(0);

    const before = { ...record };
    const after = { ...record, value: '192.0.2.8' };
    expect((await world.events(`domains/${domain}`)).map(({ action, data: said }) => [action, said])).toEqual(
      [
        ['domain.record_saved', { name: 'site-03.example', record: 'www', before: null, after: before }],
        ['domain.record_saved', { name: 'site-03.example', record: 'www', before, after }],
        ['domain.record_deleted', { name: 'site-03.example', record: 'www', before: after }],
      ],
    );
    expect((await world.commands(`domains/${domain}`)).map(({ kind }) => kind)).toEqual(
      Array(3).fill('domain.dns'),
    );
  });

  it('lets an alias stand alone, and nothing stand twice', async () => {
    const domain = at(3).id;
    const save = (some: object) => call(world.owner, 'saveRecord', { domain, ...record, ...some });
    await save({});
    expect((await save({})).error).toMatchObject({
      code: 'RECORD_EXISTS',
      fields: { value: expect.any(String) as string },
    });
    expect((await save({ type: 'CNAME', value: 'shop.example.com' })).error?.code).toBe('RECORD_CONFLICT');
    await save({ name: 'shop', type: 'CNAME', value: 'shop.example.com' });
    expect((await save({ name: 'shop.site-04.example', type: 'TXT', value: 'x' })).error?.code).toBe(
      'RECORD_CONFLICT',
    );
    expect((await save({ name: 'site-04.example', type: 'CNAME', value: 'a.example' })).error?.code).toBe(
      'RECORD_CONFLICT',
    );
    const both = await Promise.all(
      ['TXT', 'CNAME'].map((type) => save({ name: 'race', type, value: 'shop.example.com' })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('does not reach a record of another domain', async () => {
    const { data } = await call(world.owner, 'saveRecord', { domain: at(4).id, ...record });
    const dora = await world.member('Dina', { preset: 'domain-manager', domains: { only: [at(5).id] } });
    for (const name of ['saveRecord', 'deleteRecord'] as const) {
      const input = { domain: at(5).id, record: data.record, ...(name === 'saveRecord' ? record : {}) };
      expect((await call(dora, name, input)).error?.code).toBe('NOT_FOUND');
    }
    expect(await world.em().count(DnsRecord, { id: data.record })).toBe(1);
  });
});

describe('domains: settings and orders', () => {
  it('changes nameservers, renewal and registrant with their old values in the log', async () => {
    const domain = at(6).id;
    const nameservers = ['a.ns.example', 'b.ns.example'];
    await call(world.owner, 'setNameservers', { domain, nameservers });
    await call(world.owner, 'setAutoRenew', { domain, on: false });
    await call(world.owner, 'setRegistrant', { domain, name: 'Acme SA', email: 'Legal@Acme.example' });
    expect(await world.em().findOneOrFail(Domain, { id: domain })).toMatchObject({
      nameservers,
      autoRenew: false,
      registrantName: 'Acme SA',
      registrantEmail: 'legal@acme.example',
    });
    expect(
      (await world.events(`domains/${domain}`)).map(({ action, data }) => [action, data.before]),
    ).toEqual([
      ['domain.nameservers_saved', ['ns1.mandate.example', 'ns2.mandate.example']],
      ['domain.auto_renew_saved', true],
      ['domain.registrant_saved', ['Olivia Owens', 'olivia@acme.example']],
    ]);
  });

  it('renews for a year once the provider has done it, at the provider’s price', async () => {
    const domain = at(8);
    const { data } = await call(world.owner, 'renew', { domain: domain.id });
    expect((await call(world.owner, 'renew', { domain: domain.id })).error?.code).toBe('COMMAND_PENDING');
    await world.finish(data.command ?? '');
    const { expiresOn } = await world.em().findOneOrFail(Domain, { id: domain.id });
    expect(Number(expiresOn.slice(0, 4))).toBe(Number(domain.expiresOn.slice(0, 4)) + 1);
    expect(await world.em().findOneOrFail(Invoice, { id: data.invoice })).toMatchObject({
      lines: [{ label: 'Domain, 1 year', amountCents: 2490 }],
      amountCents: 2490,
    });
  });

  it('registers only for who also gets what is added later, and no name twice', async () => {
    const some = await world.member('Rob', { permission: 'domains:order', domains: { only: [at(0).id] } });
    expect((await call(some, 'register', { name: 'new.example' })).error?.code).toBe('PERMISSION_MISSING');
    const answers = await Promise.all(
      [1, 2].map(() => call(world.owner, 'register', { name: 'New.Example' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { data } = answers.find(({ status }) => status === 200) as (typeof answers)[0];
    const taken = await Promise.all(
      ['new.example', 'site-01.example'].map((name) => call(world.owner, 'register', { name })),
    );
    expect(taken.map(({ error }) => error?.code)).toEqual(Array(2).fill('DOMAIN_TAKEN'));
    expect(await world.em().count(Domain, { name: 'new.example' })).toBe(0);
    await world.finish(data.command ?? '');
    expect(await world.em().findOneOrFail(Domain, { id: data.domain })).toMatchObject({
      name: 'new.example',
    });
  });

  it('gives a transfer code only past the lock, and shows it once', async () => {
    const domain = at(9).id;
    const dora = await world.member('Dirk', { preset: 'domain-manager', domains: { except: [] } });
    expect((await call(dora, 'setTransferLock', { domain, on: false })).error?.code).toBe(
      'PERMISSION_MISSING',
    );
    expect((await call(world.owner, 'requestTransferCode', { domain })).error?.code).toBe('DOMAIN_LOCKED');
    const lock = await call(world.owner, 'setTransferLock', { domain, on: false });
    await world.finish(lock.data.command ?? '');
    const { command } = (await call(world.owner, 'requestTransferCode', { domain })).data;
    await world.finish(command ?? '', { secret: 'EPP-1234' });
    expect((await call(world.owner, 'revealTransferCode', { domain, command })).data).toEqual({
      secret: 'EPP-1234',
    });
    expect((await call(world.owner, 'revealTransferCode', { domain, command })).error?.code).toBe(
      'SECRET_GONE',
    );
  });
});
