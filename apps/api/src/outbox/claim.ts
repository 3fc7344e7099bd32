import { inTransaction, type Orm } from '@mandate/db';

/** A mail that this process, and no other, may send while its lease runs. */
export interface ClaimedMail {
  id: string;
  kind: string;
  recipient: string;
  subject: string;
  body: string;
  /** Counts claims; what a later claim finds changed is no longer ours to settle. */
  attempts: number;
  /** Too long since the first attempt for the idempotency key to protect against a second mail. */
  tooLate: boolean;
  /** The open invitation's token hash as it is now; null when the invitation is closed or there is none. */
  liveTokenHash: string | null;
  /** What waited to be told is of no use any more: the access has ended. */
  outlived: boolean;
}

interface ClaimOptions {
  leaseMs: number;
  /** At most so many sends begin in a second, over all processes. */
  perSecond: number;
  /** This one is an account's, if any waits: people's logins are not the only ones to be heard. */
  accountFirst: boolean;
}

/** An arbitrary number that stands for "claiming mail" among advisory locks. */
const claiming = 7_302_114;
/** Resend keeps an idempotency key for 24 hours from the first try. */
export const giveUpAfter = `interval '23 hours'`;

/** The mail that stands for many changes and waits for them (decision 20). */
export const toldLater = 'accessChangedOften';

const next = (whose = '') => `
  select id from outbox_messages
  where sent_at is null and failed_at is null and cancelled_at is null and send_after <= clock_timestamp()
    and (lease_until is null or lease_until <= clock_timestamp()) ${whose}
  order by (account_id is not null), crowded, send_after, id limit 1 for update skip locked`;

type Claim = { mail: ClaimedMail } | { mail: null; full: boolean };

/**
 * Leases the next due mail: those of people's logins before others, since a reset dies within the hour, and those of
 * accounts that flood the outbox last. The lease's end tells when it was taken, which is what paces all processes.
 */
export function claimMail(orm: Orm, { leaseMs, perSecond, accountFirst }: ClaimOptions): Promise<Claim> {
  return inTransaction(orm, {}, async (em) => {
    await em.execute(`select pg_advisory_xact_lock(${claiming})`);
    const [pace] = await em.execute<{ taken: number }[]>(
      `select count(*)::int as taken from outbox_messages
       where lease_until > clock_timestamp() + make_interval(secs => ?)`,
      [leaseMs / 1000 - 1],
    );
    if (pace && pace.taken >= perSecond) return { mail: null, full: true };
    const [mail] = await em.execute<ClaimedMail[]>(
      `with due as (
         select coalesce(${accountFirst ? `(${next('and account_id is not null')}), ` : ''}(${next()})) as id)
       update outbox_messages o
       set attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, clock_timestamp()),
         lease_until = clock_timestamp() + make_interval(secs => ?)
       from due where o.id = due.id
       returning o.id, o.kind, o.recipient, o.subject, o.body, o.attempts,
         o.first_tried_at < clock_timestamp() - ${giveUpAfter} as "tooLate",
         (select i.token_hash from invitations i where i.id = o.invitation_id and i.state = 'open'
            and i.expires_at > clock_timestamp()) as "liveTokenHash",
         o.kind = '${toldLater}' and not exists (
           select 1 from memberships m
           where m.account_id = o.account_id and m.user_id = o.user_id and m.ended_at is null) as outlived`,
      [leaseMs / 1000],
    );
    return mail ? { mail } : { mail: null, full: false };
  });
}
