import { inTransaction, type Orm } from '@mandate/db';
import type { MailEvent } from '@mandate/emails';

/** Svix's own tolerance, in seconds. */
const tolerance = 5 * 60;

/**
 * How much a state tells. A delivery only climbs: events may come twice, late or in any order and the same state
 * stands at the end, without a list of what was seen. Complaints stand above all; a hard bounce above a delivery,
 * since servers take mail and refuse it afterwards; a soft one below it, since an answer of somebody on holiday is
 * reported as one. What we say ourselves (sent, failed, cancelled: 1) gives way to whatever the provider says.
 */
const ranks = { sent: 2, delayed: 3, softly: 4, delivered: 5, bounced: 6, failed: 6, complained: 7 } as const;

/**
 * Writes down what the provider told, with the worker's login, in one guarded update. An event of a mail that is not
 * ours changes nothing.
 * @returns false when it was signed too long ago, or ahead of the database's clock.
 */
export function applyMailEvent(workerOrm: Orm, signedAt: Date, event: MailEvent | null): Promise<boolean> {
  return inTransaction(workerOrm, {}, async (em) => {
    const [clock] = await em.execute<{ fresh: boolean }[]>(
      `select abs(extract(epoch from clock_timestamp() - ?::timestamptz)) <= ? as fresh`,
      [signedAt, tolerance],
    );
    if (!clock?.fresh) return false;
    if (!event) return true;
    const { state, soft, cause, reason, at, outboxId, providerId } = event;
    const rank = soft ? ranks.softly : ranks[state];
    await em.execute(
      `update deliveries d
       set state = ?, cause = ?, reason = ?, rank = ?, at = least(?::timestamptz, clock_timestamp())
       from outbox_messages o
       where o.id = d.outbox_id and case when ?::text is null then o.provider_id = ? else o.id = ? end
         and (d.rank < ? or (d.rank = ? and d.at < ?::timestamptz))`,
      [state, cause, reason, rank, at, outboxId, providerId, outboxId, rank, rank, at],
      'run',
    );
    return true;
  });
}
