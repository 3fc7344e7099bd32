import { genesis, hashOf } from './activity-hash.ts';
import type { NewEvent, PlacedEvent } from './activity-hash.ts';
import { ActivityEvent } from './entities/index.ts';
import type { Em } from './orm.ts';

interface Head {
  seq: number;
  hash: string;
  now: Date;
}

/** Locks the account's head, made when absent, and reads it and the clock once the lock is held. */
async function lockHead(em: Em, accountId: string): Promise<Head> {
  const [head] = await em.execute<Head[]>(
    `insert into activity_heads (account_id, seq, hash) values (?, 0, ?)
     on conflict (account_id) do update set seq = activity_heads.seq
     returning seq, hash, date_trunc('milliseconds', clock_timestamp()) as now`,
    [accountId, genesis],
  );
  if (head === undefined) throw new Error('the head of the activity log cannot be locked');
  return head;
}

/** Appends at a given instant: history that is older than its database, such as the demo's. */
export async function appendEventAt(em: Em, event: NewEvent, at?: Date): Promise<number> {
  await em.flush();
  const head = await lockHead(em, event.accountId);
  const placed: PlacedEvent = {
    accountId: event.accountId,
    actorKind: event.actorKind,
    actorUserId: event.actorUserId ?? null,
    actorName: event.actorName,
    action: event.action,
    resource: event.resource ?? null,
    subjectUserId: event.subjectUserId ?? null,
    subjectName: event.subjectName ?? null,
    data: JSON.parse(JSON.stringify(event.data ?? {})) as Record<string, unknown>,
    seq: head.seq + 1,
    at: at ?? new Date(head.now),
    prevHash: head.hash,
  };
  const hash = hashOf(placed);
  await em.insert(ActivityEvent, { ...placed, hash });
  await em.execute('update activity_heads set seq = ?, hash = ? where account_id = ?', [
    placed.seq,
    hash,
    placed.accountId,
  ]);
  return placed.seq;
}

/**
 * Appends to the account's log, in the transaction of what it tells: the last thing that a transaction does, because
 * the head's lock is the last in the order of locks. Returns the event's number.
 */
export function appendEvent(em: Em, event: NewEvent): Promise<number> {
  return appendEventAt(em, event);
}
