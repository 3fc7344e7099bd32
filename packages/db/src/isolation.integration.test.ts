import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Account,
  Delivery,
  Domain,
  Grant,
  HandOff,
  Invitation,
  Membership,
  OutboxMessage,
} from './entities/index.ts';
import { newId } from './ids.ts';
import { sha256 } from './testing/make.ts';
import { testDatabase, type TestDatabase } from './testing.ts';
import { inTransaction, setContext, type TransactionContext } from './transaction.ts';

let db: TestDatabase;
let acme: Account;
let otto: Account;
let dora: string;

beforeAll(async () => {
  db = await testDatabase({ poolMax: 1 });
  const olivia = await db.make.user();
  const brandt = await db.make.user();
  dora = (await db.make.user()).id;
  acme = await db.make.account(olivia.id);
  otto = await db.make.account(brandt.id);
  await db.make.domain(acme.id);
  await db.make.domain(otto.id);
  await db.make.member(acme.id, dora, [{ preset: 'domain-manager', domains: { except: [] } }]);
});
afterAll(() => db.close());

const counts = (context: TransactionContext) =>
  inTransaction(db.orm, context, async (em) => ({
    accounts: await em.count(Account, {}),
    memberships: await em.count(Membership, {}),
    grants: await em.count(Grant, {}),
    domains: await em.count(Domain, {}),
    invitations: await em.count(Invitation, {}),
  }));
const none = { accounts: 0, memberships: 0, grants: 0, domains: 0, invitations: 0 };

const mail = (accountId: string | null) => ({
  ...{ id: newId('out'), accountId, kind: 'verify', recipient: 'a@b.example', locale: 'en' as const },
  ...{ subject: 'Hello', createdAt: new Date(), sendAfter: new Date() },
});

describe('a transaction sees', () => {
  it('its account and nothing of another', async () => {
    expect(await counts({ account: acme.id })).toEqual({
      ...none,
      accounts: 1,
      memberships: 2,
      grants: 1,
      domains: 1,
    });
    expect(await counts({ account: otto.id })).toEqual({ ...none, accounts: 1, memberships: 1, domains: 1 });
    expect(await counts({})).toEqual(none);
    expect(await counts({ account: '' })).toEqual(none);
  });

  it("one's own memberships and grants, and the accounts one is a member of", async () => {
    expect(await counts({ user: dora })).toEqual({ ...none, accounts: 1, memberships: 1, grants: 1 });
  });

  it('the accounts just decided', async () => {
    const both = { ...none, accounts: 2, memberships: 3, grants: 1, domains: 2 };
    expect(await counts({ accounts: [acme.id, otto.id] })).toEqual(both);
    expect(await counts({ accounts: [] })).toEqual(none);
  });

  it('the invitation or hand-off whose hash it names, and no account by it', async () => {
    const { token, invitation } = await db.make.invitation(acme.id, acme.ownerUserId, [
      { preset: 'auditor' },
    ]);
    expect(await counts({ tokenHash: sha256(token) })).toEqual({ ...none, invitations: 1 });
    expect(await counts({ tokenHash: sha256('other') })).toEqual(none);
    const handOff = {
      accountId: acme.id,
      invitationId: invitation.id,
      way: 'mailed',
      expiresAt: new Date(),
    } as const;
    await db.make.row(HandOff, { ...handOff, tokenHash: sha256('cookie') });
    await inTransaction(db.orm, { tokenHash: sha256('cookie') }, async (em) => {
      expect(await em.count(HandOff, {})).toBe(1);
      expect(await em.count(Invitation, {})).toBe(0);
      await setContext(em, { account: acme.id });
      expect(await em.count(Invitation, { id: invitation.id })).toBe(1);
    });
  });

  it('open invitations for the verified address, with their accounts', async () => {
    const email = 'ines@studio-moreau.example';
    await db.make.invitation(otto.id, otto.ownerUserId, [{ preset: 'auditor' }], { email });
    await db.make.invitation(acme.id, acme.ownerUserId, [{ preset: 'auditor' }], {
      email,
      state: 'cancelled',
    });
    expect(await counts({ email })).toEqual({ ...none, accounts: 1, invitations: 1 });
    expect(await counts({ email: 'other@studio-moreau.example' })).toEqual(none);
  });
});

describe('a transaction writes', () => {
  const refused = 'row-level security';

  it('nothing into another account', async () => {
    const domain = { id: newId('dom'), name: 'x.example', expiresOn: '2030-01-01', nameservers: [] };
    const registrant = { registrantName: 'x', registrantEmail: 'x@x.example' };
    for (const context of [{ account: acme.id }, { user: dora }, { accounts: [otto.id] }]) {
      const insert = inTransaction(db.orm, context, async (em) => {
        em.create(Domain, { ...domain, ...registrant, accountId: otto.id });
        await em.flush();
      });
      await expect(insert).rejects.toThrow(refused);
    }
  });

  it('no row of another account, and none that is only seen', async () => {
    const change = (context: TransactionContext) =>
      inTransaction(db.orm, context, (em) => em.nativeUpdate(Membership, { userId: dora }, { epoch: 9 }));
    expect(await change({ account: otto.id })).toBe(0);
    expect(await change({ user: dora })).toBe(0);
    expect(await change({ accounts: [acme.id] })).toBe(0);
    expect(await change({ account: acme.id })).toBe(1);
  });

  it('no row from its account into another', async () => {
    const move = inTransaction(db.orm, { account: acme.id }, (em) =>
      em.nativeUpdate(Domain, { accountId: acme.id }, { accountId: otto.id }),
    );
    await expect(move).rejects.toThrow(refused);
  });

  it('identity mail without an account, which it cannot read', async () => {
    const row = mail(null);
    await inTransaction(db.orm, {}, async (em) => {
      em.create(OutboxMessage, row);
      em.create(Delivery, { outboxId: row.id, state: 'queued', at: new Date() });
      await em.flush();
    });
    expect(await inTransaction(db.orm, {}, (em) => em.count(OutboxMessage, {}))).toBe(0);
    expect(await db.owner.em.fork().count(OutboxMessage, { id: row.id, accountId: null })).toBe(1);
    const foreign = inTransaction(db.orm, { account: acme.id }, (em) =>
      em.insert(OutboxMessage, mail(otto.id)),
    );
    await expect(foreign).rejects.toThrow(refused);
  });

  it('rows of one flush in any order', async () => {
    const user = await db.make.user();
    const id = newId('acc');
    await inTransaction(db.orm, { account: id, user: user.id }, async (em) => {
      em.create(Membership, { accountId: id, userId: user.id });
      em.create(Account, { id, name: 'New', ownerUserId: user.id, locale: 'fr' });
      await em.flush();
    });
    expect(await counts({ user: user.id })).toMatchObject({ accounts: 1, memberships: 1 });
  });
});

describe('the context', () => {
  it('ends with its transaction, on the same pooled connection, also after a throw', async () => {
    const pid = () =>
      inTransaction(db.orm, {}, (em) =>
        em.execute<{ pid: number; set: string | null }[]>(
          `select pg_backend_pid() as pid, nullif(current_setting('app.account_id', true), '') as set`,
        ),
      );
    const [before] = await pid();
    await counts({ account: acme.id, user: dora, accounts: [otto.id] });
    const thrown = inTransaction(db.orm, { account: acme.id }, () => Promise.reject(new Error('no')));
    await expect(thrown).rejects.toThrow('no');
    expect(await pid()).toEqual([{ pid: before?.pid, set: null }]);
    expect(await db.orm.em.fork().count(Account, {})).toBe(0);
  });

  it('can be changed later in the transaction, setting by setting', async () => {
    await inTransaction(db.orm, { user: dora }, async (em) => {
      expect(await em.count(Domain, {})).toBe(0);
      await setContext(em, { account: acme.id });
      expect(await em.count(Domain, {})).toBe(1);
      expect(await em.count(Membership, { userId: dora })).toBe(1);
      await setContext(em, { account: undefined });
      expect(await em.count(Domain, {})).toBe(0);
      expect(await em.count(Membership, {})).toBe(1);
    });
  });

  it('may be read only', async () => {
    const write = inTransaction(db.orm, { account: acme.id, readOnly: true }, (em) =>
      em.nativeUpdate(Membership, { userId: dora }, { epoch: 9 }),
    );
    await expect(write).rejects.toThrow('read-only transaction');
  });
});
