import { inTransaction, type Em, type Orm } from '@mandate/db';
import type { MailCause } from '@mandate/emails';
import { giveUpAfter, type ClaimedMail } from './claim.ts';

/** Only while the claim is still ours: a later one has counted on. */
const ours = `id = ? and attempts = ? and lease_until is not null
  and sent_at is null and failed_at is null and cancelled_at is null`;

/** A known reason, and the words of who refused it. */
interface Why {
  cause: MailCause;
  reason: string;
}

function settle(
  orm: Orm,
  mail: ClaimedMail,
  set: string,
  values: unknown[],
  after?: (em: Em) => Promise<unknown>,
) {
  return inTransaction(orm, {}, async (em) => {
    const sql = `update outbox_messages set ${set} where ${ours} returning id`;
    const settled = await em.execute<{ id: string }[]>(sql, [...values, mail.id, mail.attempts]);
    if (settled.length === 0) return false;
    await after?.(em);
    return true;
  });
}

/** Delivery states only move forward: what the provider has told since stands. */
const deliver = (mail: ClaimedMail, state: 'sent' | 'failed' | 'cancelled', why: Why | null) => (em: Em) =>
  em.execute(
    `update deliveries set state = ?, cause = ?, reason = ?, rank = 1, at = clock_timestamp()
       where outbox_id = ? and rank = 0`,
    [state, why?.cause ?? null, why?.reason ?? null, mail.id],
    'run',
  );

/** Each answers whether the claim was still ours. The lease stays on a sent row: the pace is read from it. */
export const markSent = (orm: Orm, mail: ClaimedMail, providerId: string): Promise<boolean> =>
  settle(
    orm,
    mail,
    `sent_at = clock_timestamp(), provider_id = ?, body = null, last_error = null`,
    [providerId],
    deliver(mail, 'sent', null),
  );

export const markFailed = (orm: Orm, mail: ClaimedMail, why: Why): Promise<boolean> =>
  settle(
    orm,
    mail,
    `failed_at = clock_timestamp(), body = null, last_error = ?`,
    [why.reason],
    deliver(mail, 'failed', why),
  );

export const markCancelled = (orm: Orm, mail: ClaimedMail): Promise<boolean> =>
  settle(orm, mail, `cancelled_at = clock_timestamp(), body = null`, [], deliver(mail, 'cancelled', null));

/** Tries again later, or gives up where later would be too late. */
export async function postpone(
  orm: Orm,
  mail: ClaimedMail,
  delayMs: number,
  reason: string,
): Promise<boolean> {
  const seconds = delayMs / 1000;
  const inTime = await inTransaction(orm, {}, (em) =>
    em.execute<{ id: string }[]>(
      `update outbox_messages
       set lease_until = null, last_error = ?, send_after = clock_timestamp() + make_interval(secs => ?)
       where ${ours} and clock_timestamp() + make_interval(secs => ?) < first_tried_at + ${giveUpAfter}
       returning id`,
      [reason, seconds, mail.id, mail.attempts, seconds],
    ),
  );
  return inTime.length > 0 || markFailed(orm, mail, { cause: 'gave_up', reason });
}

/** Gives the claim back as if it had not been made: the provider refused us, not the mail. */
export const release = (orm: Orm, mail: ClaimedMail, reason: string): Promise<boolean> =>
  settle(
    orm,
    mail,
    `lease_until = null, attempts = attempts - 1, last_error = ?,
     first_tried_at = case when attempts > 1 then first_tried_at end`,
    [reason],
  );
