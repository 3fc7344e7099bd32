import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendEvent } from './activity.ts';
import { verifyChain } from './activity-chain.ts';
import type { NewEvent } from './activity-hash.ts';
import { ActivityEvent } from './entities/index.ts';
import { testDatabase, type TestDatabase } from './testing.ts';
import { inTransaction } from './transaction.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

async function account() {
  const user = await db.make.user();
  const { id } = await db.make.account(user.id);
  const event = (action: string): NewEvent => ({
    ...{ accountId: id, actorKind: 'user', actorUserId: user.id, actorName: user.name, action },
    data: { z: 1, a: { at: new Date(0), names: ['é', '\u2028'] }, none: undefined },
  });
  const append = (action: string) =>
    inTransaction(db.orm, { account: id }, (em) => appendEvent(em, event(action)));
  const verify = () => inTransaction(db.orm, { account: id, readOnly: true }, (em) => verifyChain(em, id));
  return { id, event, append, verify };
}

/** What only somebody with the owner's powers could do. */
const tamper = (sql: string, values: unknown[]) =>
  db.owner.em.fork().transactional(async (em) => {
    await em.execute('alter table activity_events disable trigger user');
    await em.execute(sql, values);
    await em.execute('alter table activity_events enable trigger user');
  });

describe('appendEvent', () => {
  it('numbers and chains the events of an account, also when many are appended at once', async () => {
    const { append, verify, id } = await account();
    await Promise.all(Array.from({ length: 25 }, (_, n) => append(`test.${n}`)));
    expect(await verify()).toMatchObject({ whole: true, seq: 25 });
    const events = await db.owner.em
      .fork()
      .find(ActivityEvent, { accountId: id }, { orderBy: { seq: 'asc' } });
    const times = events.map((event) => event.at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('leaves nothing when its transaction fails', async () => {
    const { id, event, append, verify } = await account();
    await append('test.kept');
    const failed = inTransaction(db.orm, { account: id }, async (em) => {
      await appendEvent(em, event('test.lost'));
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await append('test.next')).toBe(2);
    expect(await verify()).toMatchObject({ whole: true, seq: 2 });
  });

  it('cannot write to the log of another account', async () => {
    const [mine, other] = [await account(), await account()];
    const foreign = inTransaction(db.orm, { account: mine.id }, (em) =>
      appendEvent(em, other.event('test.x')),
    );
    await expect(foreign).rejects.toThrow('row-level security');
  });
});

describe('the log', () => {
  it('cannot be changed, not even by its owner', async () => {
    const { id, append } = await account();
    await append('test.one');
    const em = db.owner.em.fork();
    const where = `where account_id = '${id}'`;
    await expect(em.execute(`update activity_events set action = 'x' ${where}`)).rejects.toThrow(
      'append-only',
    );
    await expect(em.execute(`delete from activity_events ${where}`)).rejects.toThrow('append-only');
    await expect(em.execute('truncate activity_events')).rejects.toThrow('append-only');
    const app = inTransaction(db.orm, { account: id }, (inner) =>
      inner.execute(`delete from activity_events ${where}`),
    );
    await expect(app).rejects.toThrow('permission denied');
  });

  it('can be checked from its newest entries alone, and does not pass those for all', async () => {
    const { id, append } = await account();
    for (const n of [1, 2, 3, 4]) await append(`test.${n}`);
    const newest = () =>
      inTransaction(db.orm, { account: id, readOnly: true }, (em) => verifyChain(em, id, 2));
    expect(await newest()).toEqual({ whole: true, seq: 4, checked: 2 });
    await tamper(`update activity_events set data = '{}' where account_id = ? and seq = 1`, [id]);
    expect(await newest()).toMatchObject({ whole: true });
    await tamper(`update activity_events set data = '{}' where account_id = ? and seq = 3`, [id]);
    expect(await newest()).toEqual({ whole: false, seq: 3 });
    await tamper('delete from activity_events where account_id = ? and seq = 2', [id]);
    expect(await newest()).toEqual({ whole: false, seq: 3 });
  });

  it('shows where it was changed, cut or added to', async () => {
    const { id, append, verify } = await account();
    for (const n of [1, 2, 3, 4]) await append(`test.${n}`);
    expect(await verify()).toMatchObject({ whole: true, seq: 4 });
    await tamper(`update activity_events set data = '{}' where account_id = ? and seq = 2`, [id]);
    expect(await verify()).toEqual({ whole: false, seq: 2 });
    await tamper('delete from activity_events where account_id = ? and seq = 1', [id]);
    expect(await verify()).toEqual({ whole: false, seq: 1 });
    const cut = await account();
    await cut.append('test.1');
    await cut.append('test.2');
    await tamper('delete from activity_events where account_id = ? and seq = 2', [cut.id]);
    expect(await cut.verify()).toEqual({ whole: false, seq: 2 });
  });

  it('is whole when it is empty', async () => {
    const { verify } = await account();
    expect(await verify()).toMatchObject({ whole: true, seq: 0 });
  });
});
