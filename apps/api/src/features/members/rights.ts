import { Grant, grantColumns, Membership, newId, type Em, type MemberFacts } from '@mandate/db';
import type { GrantSpec } from '@mandate/policy';
import { cancelOffer, type EndedOffer } from '../ownership/ending.ts';

type Ended = 'removed' | 'left' | 'expired';
/** A grant also ends because its holder needs none any more: an owner's membership has no grants (S15). */
type GrantEnded = Ended | 'owner';

const wall = `date_trunc('milliseconds', clock_timestamp())`;

/** Grants as they are stored, whoever gives them. */
export async function insertGrants(
  em: Em,
  to: { accountId: string; userId: string },
  givenBy: string,
  grants: readonly GrantSpec[],
  now: Date,
): Promise<void> {
  for (const grant of grants)
    await em.insert(Grant, {
      id: newId('gra'),
      ...to,
      ...grantColumns(grant),
      startAt: grant.start ?? now,
      givenBy,
    });
}

/**
 * Ends grants, all of the member's or those named, and says why. What its date has ended already, which the worker has
 * not yet written down, ended at that date and is called expired (S10).
 */
export async function endGrants(
  em: Em,
  of: { accountId: string; userId: string },
  reason: GrantEnded,
  only?: readonly string[],
): Promise<void> {
  await em.execute(
    // one instant for all: what ended together is found together
    `with moment as materialized (select ${wall} as at)
     update grants set ended_at = least(end_at, moment.at),
       end_reason = case when end_at <= moment.at then 'expired' else ? end
     from moment
     where account_id = ? and user_id = ? and ended_at is null
       and (?::text[] is null or id = any(?::text[]))`,
    [reason, of.accountId, of.userId, only ? literal(only) : null, only ? literal(only) : null],
    'run',
  );
}

const literal = (ids: readonly string[]): string => `{${ids.join(',')}}`;

/**
 * The membership's row stays (S10): at most one a pair, revived by the next invitation. An open offer of ownership
 * dies with it; @returns that offer, for the log.
 */
export async function endMembership(
  em: Em,
  of: { accountId: string; userId: string },
  reason: Ended,
  by: string | null,
): Promise<EndedOffer | undefined> {
  await endGrants(em, of, reason);
  await em.execute(
    `update memberships set ended_at = ${wall}, end_reason = ?, ended_by = ?, suspended_at = null,
       suspended_by = null, epoch = epoch + 1
     where account_id = ? and user_id = ?`,
    [reason, by, of.accountId, of.userId],
    'run',
  );
  const [offer] = await cancelOffer(em, of.accountId, of.userId);
  return offer;
}

/** Whatever decided on the old rights is out of date. */
export const raiseEpoch = (em: Em, of: { accountId: string; userId: string }): Promise<unknown> =>
  em.execute(
    `update memberships set epoch = epoch + 1 where account_id = ? and user_id = ?`,
    [of.accountId, of.userId],
    'run',
  );

/** Moves the dates of a whole membership. */
export const setDates = (
  em: Em,
  of: { accountId: string; userId: string },
  { start, end }: { start?: Date | null | undefined; end?: Date | null | undefined },
): Promise<unknown> =>
  em.execute(
    `update memberships set start_at = ?, end_at = ?, end_set_at = ${wall} where account_id = ? and user_id = ?`,
    [start ?? null, end ?? null, of.accountId, of.userId],
    'run',
  );

/** Makes somebody a member, or one again. */
export async function startMembership(em: Em, of: { accountId: string; userId: string }): Promise<void> {
  await em.execute(
    `insert into memberships (account_id, user_id, epoch, created_at) values (?, ?, 1, ${wall})
     on conflict (account_id, user_id) do update set
       ended_at = null, end_reason = null, ended_by = null, suspended_at = null, suspended_by = null,
       start_at = null, end_at = null, end_set_at = null, reminded_end = null, created_at = excluded.created_at, epoch = memberships.epoch + 1`,
    [of.accountId, of.userId],
    'run',
  );
}

export async function suspendMembership(em: Em, of: MemberFacts, by: string): Promise<void> {
  await em.nativeUpdate(
    Membership,
    { accountId: of.account.id, userId: of.userId },
    { suspendedAt: of.now, suspendedBy: by, epoch: of.member.epoch + 1 },
  );
}

export async function resumeMembership(em: Em, of: MemberFacts): Promise<void> {
  await em.nativeUpdate(
    Membership,
    { accountId: of.account.id, userId: of.userId },
    { suspendedAt: null, suspendedBy: null, epoch: of.member.epoch + 1 },
  );
}
