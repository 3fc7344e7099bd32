import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '../activity-chain.ts';
import { withConnection } from '../connect.ts';
import {
  Account,
  DnsRecord,
  Domain,
  Invitation,
  Membership,
  Payment,
  PaymentMethod,
  User,
} from '../entities/index.ts';
import { readFactsOfAccounts } from '../facts.ts';
import { ensureLogins } from '../logins.ts';
import { migrate } from '../migrate.ts';
import { createOrm, type Orm } from '../orm.ts';
import { createOwnedDatabase } from '../postgres/index.ts';
import { leaseServer } from '../testing/server.ts';
import { addressOf, template } from '../testing/template.ts';
import { inTransaction } from '../transaction.ts';
import { demoLogins, seedDemo } from './index.ts';

const name = `demo_${randomBytes(5).toString('hex')}`;
const hashPassword = (password: string) => Promise.resolve(`hash of ${password}`);

let server: Awaited<ReturnType<typeof leaseServer>>;
let ownerUrl: string;
let orm: Orm;
let seconds: number;

/** As in production: the owner of the tables is no superuser, so forced row-level security binds it too. */
beforeAll(async () => {
  server = await leaseServer();
  await template(server.url);
  ownerUrl = await createOwnedDatabase(server.url, { name, owner: name, password: 'owner-test' });
  await ensureLogins(ownerUrl);
  await migrate(ownerUrl);
  const start = performance.now();
  await seedDemo(ownerUrl, { hashPassword });
  seconds = (performance.now() - start) / 1000;
  orm = await createOrm(addressOf(server.url, name, 'app'));
});

afterAll(async () => {
  await orm.close(true);
  await withConnection(server.url, async (client) => {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`drop role ${name}`);
  });
  await server.release();
});

const find = (email: string) => inTransaction(orm, {}, (em) => em.findOneOrFail(User, { email }));

describe('seedDemo', () => {
  it('takes a few seconds at most', () => {
    expect(seconds).toBeLessThan(10);
  });

  it('leaves every table forced behind its policies again', async () => {
    await withConnection(ownerUrl, async (client) => {
      const { rows } = await client.query('select id from accounts');
      expect(rows).toEqual([]);
    });
  });

  it('gives each demo login the one password and nobody else any', async () => {
    const withPassword = await inTransaction(orm, {}, (em) => em.find(User, { passwordHash: { $ne: null } }));
    expect(withPassword.map((user) => user.email).sort()).toEqual(
      demoLogins.map((login) => login.email).sort(),
    );
    expect(new Set(withPassword.map((user) => user.passwordHash))).toEqual(
      new Set(['hash of mandate-demo-2026']),
    );
    const inesEmail = 'ines@studio-moreau.example';
    expect(await inTransaction(orm, {}, (em) => em.findOne(User, { email: inesEmail }))).toBeNull();
  });

  it('lets Ada work in thirty accounts, one suspended, one closed, two large', async () => {
    const ada = await find('ada@byrne-agency.example');
    const accounts = await inTransaction(orm, { user: ada.id }, (em) => readFactsOfAccounts(em, ada.id));
    expect(accounts).toHaveLength(30);
    const states = accounts.map((facts) => facts.account.state);
    expect(states.filter((state) => state === 'suspended')).toHaveLength(1);
    expect(states.filter((state) => state === 'closed')).toHaveLength(1);
    const counts = await Promise.all(
      accounts.map(({ account }) =>
        inTransaction(orm, { account: account.id }, (em) =>
          em.execute<{ d: number; s: number }[]>(
            `select (select count(*)::int from domains) as d, (select count(*)::int from services) as s`,
          ),
        ),
      ),
    );
    expect(counts.flat().map((row) => row.d)).toContain(60);
    expect(counts.flat().map((row) => row.s)).toContain(200);
  });

  it('keeps an open invitation of Otto for Ines', async () => {
    const otto = await find('otto@brandt-printing.example');
    const email = 'ines@studio-moreau.example';
    await inTransaction(orm, { email }, async (em) => {
      const [waiting, ...others] = await em.find(Invitation, {});
      expect(others).toEqual([]);
      expect(waiting).toMatchObject({ email, state: 'open', way: 'mailed', inviterUserId: otto.id });
      expect(await em.find(Account, {})).toMatchObject([{ name: 'Otto Brandt Printing' }]);
    });
  });

  it("has Acme's people and a log whose seal is whole", async () => {
    const olivia = await find('olivia@acme.example');
    const [acme] = await inTransaction(orm, { user: olivia.id }, (em) => readFactsOfAccounts(em, olivia.id));
    const id = acme?.account.id ?? '';
    await inTransaction(orm, { account: id }, async (em) => {
      expect(await em.count(Membership, { endedAt: null })).toBe(7);
      expect(await verifyChain(em, id)).toMatchObject({ whole: true });
    });
  });

  it('keeps keys between rows working although their owner is bound by the policies', async () => {
    const olivia = await find('olivia@acme.example');
    const [acme] = await inTransaction(orm, { user: olivia.id }, (em) => readFactsOfAccounts(em, olivia.id));
    await inTransaction(orm, { account: acme?.account.id }, async (em) => {
      const { id: domainId } = await em.findOneOrFail(Domain, { name: 'acme.example' });
      await em.nativeDelete(Domain, { id: domainId });
      expect(await em.count(DnsRecord, { domainId })).toBe(0);
      const payments = await em.count(Payment, {});
      await em.nativeDelete(PaymentMethod, { preferred: true });
      expect(await em.count(Payment, { paymentMethodId: null })).toBe(payments);
    });
  });

  it('refuses a database that has people', async () => {
    await expect(seedDemo(ownerUrl, { hashPassword })).rejects.toThrow('needs an empty database');
  });
});
