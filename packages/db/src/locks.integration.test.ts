import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from './entities/index.ts';
import { lockRows, type Locks } from './locks.ts';
import type { Em } from './orm.ts';
import { testDatabase, untilWaiting, type TestDatabase } from './testing.ts';
import { inTransaction } from './transaction.ts';

let db: TestDatabase;
let acme: Account;
let dora: string;

beforeAll(async () => {
  db = await testDatabase();
  const olivia = await db.make.user();
  dora = (await db.make.user()).id;
  acme = await db.make.account(olivia.id);
  await db.make.member(acme.id, dora);
});
afterAll(() => db.close());

type Wanted = Omit<Locks, 'accountId'>;
const inAcme = <T>(work: (em: Em) => Promise<T>) => inTransaction(db.orm, { account: acme.id }, work);
const lock = (em: Em, wanted: Wanted) => lockRows(em, { accountId: acme.id, ...wanted });

/** Whether the second waits while the first holds its locks: it does, or it comes through. */
async function waits(first: Wanted, second: Wanted): Promise<boolean> {
  let through = false;
  let pending: Promise<unknown> = Promise.resolve();
  const waited = await inAcme(async (em) => {
    await lock(em, first);
    pending = inAcme((other) => lock(other, second)).then(() => (through = true));
    await untilWaiting(db.owner.em.fork(), 1, () => through);
    return !through;
  });
  await pending;
  return waited;
}

describe('lockRows', () => {
  it('lets readers of a row share it and makes whoever changes it wait', async () => {
    const share = { members: { [dora]: 'share' } } as const;
    const update = { members: { [dora]: 'update' } } as const;
    expect(await waits(share, share)).toBe(false);
    expect(await waits(share, update)).toBe(true);
    expect(await waits(update, share)).toBe(true);
    expect(await waits({ account: 'share' }, { account: 'update' })).toBe(true);
    expect(await waits({ account: 'update' }, share)).toBe(false);
  });

  it('locks an invitation', async () => {
    const { invitation } = await db.make.invitation(acme.id, acme.ownerUserId, [{ preset: 'auditor' }]);
    const mine = { invitation: { id: invitation.id, mode: 'update' } } as const;
    expect(await waits(mine, mine)).toBe(true);
  });

  it('takes the account first, then members by id, then the invitation', async () => {
    const statements: string[] = [];
    await inAcme(async (em) => {
      const execute = em.execute.bind(em) as (sql: string, values: unknown[]) => Promise<unknown>;
      em.execute = ((sql: string, values: unknown[]) => {
        statements.push(
          `${/from (\w+)/.exec(sql)?.[1]} ${String(values.at(-1))} ${/for \w+/.exec(sql)?.[0]}`,
        );
        return execute(sql, values);
      }) as typeof em.execute;
      await lock(em, {
        invitation: { id: 'ivt_x', mode: 'update' },
        members: { usr_b: 'update', usr_a: 'share' },
        account: 'share',
      });
    });
    expect(statements).toEqual([
      `accounts ${acme.id} for share`,
      'memberships usr_a for share',
      'memberships usr_b for update',
      'invitations ivt_x for update',
    ]);
  });

  it('does not deadlock people who change one another', async () => {
    const change = (mode: 'share' | 'update') => () =>
      inAcme((em) => lock(em, { account: mode, members: { [dora]: 'update', [acme.ownerUserId]: 'share' } }));
    await Promise.all(Array.from({ length: 20 }, (_, n) => change(n % 3 === 0 ? 'update' : 'share')()));
  });
});

describe('a connection that is lost in a transaction', () => {
  it('gives its place in the pool back, however many are lost', async () => {
    for (let n = 0; n < 12; n += 1)
      await expect(
        inAcme((em) => em.execute('select pg_terminate_backend(pg_backend_pid())')),
      ).rejects.toMatchObject({ code: '57P01' });
    expect(await inAcme((em) => em.execute('select 1 as one'))).toEqual([{ one: 1 }]);
  }, 30_000);
});
