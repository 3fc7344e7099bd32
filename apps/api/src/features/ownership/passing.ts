import type { MemberFacts } from '@mandate/db';
import { Refusal } from '../../errors.ts';
import { cancelInvitationsOf } from '../invitations/cancelling.ts';
import { endGrants, endMembership, insertGrants, raiseEpoch } from '../members/rights.ts';
import type { Working } from '../working.ts';
import { colleague, type Afterwards } from './afterwards.ts';

/**
 * Moves the account's one owner in a single guarded update (S15): account and both memberships are held. An owner's
 * membership has no grants, dates or suspension; what the former owner keeps is an ordinary grant.
 * @returns addresses whose invitations died because the former owner left (S12.6).
 */
export async function passOwnership(
  ctx: Working,
  former: MemberFacts,
  afterwards: Afterwards,
): Promise<string[]> {
  const { em, user, now } = ctx;
  const accountId = ctx.account.id;
  const to = { accountId, userId: user.id };
  const from = { accountId, userId: former.userId };
  const moved = await em.execute<object[]>(
    `update accounts set owner_user_id = ?, epoch = epoch + 1 where id = ? and owner_user_id = ? returning id`,
    [user.id, accountId, former.userId],
  );
  if (moved.length !== 1) throw new Refusal('OFFER_GONE', { who: [ctx.account.ownerName] });
  await endGrants(em, to, 'owner');
  await em.execute(
    `update memberships set start_at = null, end_at = null, suspended_at = null, suspended_by = null
     where account_id = ? and user_id = ?`,
    [accountId, user.id],
    'run',
  );
  await raiseEpoch(em, to);
  if (afterwards === 'colleague') {
    await insertGrants(em, from, user.id, [colleague], now);
    await raiseEpoch(em, from);
    return [];
  }
  await endMembership(em, from, 'left', former.userId);
  const cancelled = await cancelInvitationsOf(em, accountId, former.userId);
  return cancelled.map(({ email }) => email);
}
