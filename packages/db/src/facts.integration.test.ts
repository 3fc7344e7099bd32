import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readFacts, readFactsOfAccounts, readFactsOfMembers } from './facts.ts';
import { testDatabase, type TestDatabase } from './testing.ts';
import { inTransaction } from './transaction.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

async function acme() {
  const olivia = await db.make.user({ name: 'Olivia Owens' });
  const dora = await db.make.user({ name: 'Dora Schmidt' });
  const account = await db.make.account(olivia.id, { name: 'Acme' });
  const domain = await db.make.domain(account.id);
  const end = new Date('2040-01-01T00:00:00.000Z');
  await db.make.member(account.id, dora.id, [
    { preset: 'domain-manager', domains: { only: [domain.id] }, end },
  ]);
  return { olivia, dora, account, domain, end };
}

describe('readFacts', () => {
  it('reads account, membership, epochs and grants of one person', async () => {
    const { olivia, dora, account, domain, end } = await acme();
    const facts = await inTransaction(db.orm, { account: account.id, user: dora.id, readOnly: true }, (em) =>
      readFacts(em, { userId: dora.id, accountId: account.id }),
    );
    expect(facts).toMatchObject({
      userId: dora.id,
      owner: false,
      account: { id: account.id, name: 'Acme', state: 'active', epoch: 1, ownerName: 'Olivia Owens' },
      member: { suspended: false, epoch: 1 },
      grants: [{ preset: 'domain-manager', domains: { only: [domain.id] }, end, givenBy: olivia.id }],
    });
    expect(facts?.grants[0]).not.toHaveProperty('services');
    expect(facts?.grants[0]).not.toHaveProperty('permission');
    expect(Math.abs((facts?.now.getTime() ?? 0) - Date.now())).toBeLessThan(5_000);
  });

  it('knows the owner, the stranger, and the account that does not exist', async () => {
    const { olivia, account } = await acme();
    const otto = await db.make.user();
    const read = (userId: string, accountId: string) =>
      inTransaction(db.orm, { account: accountId, user: userId }, (em) =>
        readFacts(em, { userId, accountId }),
      );
    expect(await read(olivia.id, account.id)).toMatchObject({
      owner: true,
      grants: [],
      member: { epoch: 1 },
    });
    expect(await read(otto.id, account.id)).toMatchObject({ owner: false, member: null, grants: [] });
    expect(await read(otto.id, 'acc_nowhere')).toBeNull();
  });

  it('leaves out ended grants and keeps lapsed ones and those to come', async () => {
    const { dora, account } = await acme();
    const past = new Date('2020-01-01T00:00:00Z');
    await db.make.grant(account.id, dora.id, { preset: 'auditor' }, { endedAt: past, endReason: 'removed' });
    await db.make.grant(account.id, dora.id, { preset: 'auditor', start: past, end: past });
    await db.make.grant(account.id, dora.id, { preset: 'auditor', start: new Date('2050-01-01') });
    const facts = await inTransaction(db.orm, { account: account.id }, (em) =>
      readFacts(em, { userId: dora.id, accountId: account.id, clock: 'clock_timestamp' }),
    );
    expect(facts?.grants).toHaveLength(3);
  });
});

describe('one statement', () => {
  it('is all that each reading takes, however many grants, members or accounts there are', async () => {
    const { dora, account } = await acme();
    await inTransaction(db.orm, { account: account.id, user: dora.id, readOnly: true }, async (em) => {
      const execute = vi.spyOn(em, 'execute');
      const find = vi.spyOn(em, 'find');
      await readFacts(em, { userId: dora.id, accountId: account.id });
      await readFactsOfMembers(em, account.id);
      await readFactsOfAccounts(em, dora.id);
      expect(execute).toHaveBeenCalledTimes(3);
      expect(find).not.toHaveBeenCalled();
    });
  });
});

describe('readFactsOfMembers', () => {
  it('lists members by name and tells the former ones only when named', async () => {
    const { olivia, dora, account } = await acme();
    const sam = await db.make.user({ name: 'Sam Okafor' });
    const left = { endedAt: new Date(), endReason: 'left' } as const;
    await db.make.member(account.id, sam.id, [], left);
    const names = (userIds?: string[]) =>
      inTransaction(db.orm, { account: account.id }, async (em) =>
        (await readFactsOfMembers(em, account.id, { userIds })).map((member) => [
          member.name,
          member.member.ended,
        ]),
      );
    expect(await names()).toEqual([
      ['Dora Schmidt', undefined],
      ['Olivia Owens', undefined],
    ]);
    expect(await names([sam.id, olivia.id, dora.id])).toContainEqual(['Sam Okafor', 'left']);
    expect(await names([])).toEqual([]);
  });
});

describe('readFactsOfAccounts', () => {
  it("reads all of one person's accounts at once, and nobody else's", async () => {
    const { olivia } = await acme();
    const ada = await db.make.user({ name: 'Ada' });
    for (const name of ['Two', 'One']) {
      const account = await db.make.account(olivia.id, { name });
      await db.make.member(account.id, ada.id, [{ preset: 'web-agency', services: { except: [] } }]);
    }
    const seen = await inTransaction(db.orm, { user: ada.id, readOnly: true }, (em) =>
      readFactsOfAccounts(em, ada.id),
    );
    expect(seen.map((facts) => [facts.account.name, facts.grants.length])).toEqual([
      ['One', 1],
      ['Two', 1],
    ]);
    const foreign = await inTransaction(db.orm, { user: ada.id }, (em) => readFactsOfAccounts(em, olivia.id));
    expect(foreign.filter((facts) => facts.account.name === 'Acme')).toEqual([]);
  });
});
