import { appendEvent, Invitation } from '@mandate/db';
import { systemEvent } from '../../commands/event.ts';
import type { Count } from '../../limits/limits.ts';
import { mayTouchInvitation } from './queries.ts';
import { formerGrants, givenAgain } from '../members/former.ts';
import type { Working } from '../working.ts';

/** The last one: so many invitations went there today that no more are sent. */
export type AddressProblem = 'ALREADY_MEMBER' | 'INVITATION_ALREADY_OPEN' | 'TOO_MANY_REQUESTS';

/** Why an address cannot be invited now, and where that leads on to. */
export interface Hindered {
  problem: AddressProblem;
  /** Whose access stands in the way: one's own, the owner's, or that of another member. */
  whose?: 'you' | 'owner' | 'member';
  user?: string;
  /** The invitation that waits, for who may do something about it; others learn that there is one, no more. */
  invitation?: string;
}

/** Nobody's mailbox is filled: by this account, and by all of them together, which a single one does not use up. */
export const toAddress = (account: string, email: string): Count[] => [
  ['invitationsToAddress', account, email],
  ['invitationsToMailbox', email],
];

/** Null when the address can be invited. */
export async function problemOf(ctx: Working, email: string): Promise<Hindered | null> {
  const [member] = await ctx.em.execute<{ id: string }[]>(
    `select u.id from memberships m join users u on u.id = m.user_id
     where m.account_id = ? and m.ended_at is null and u.email = ?`,
    [ctx.account.id, email],
  );
  if (member) {
    const others = member.id === ctx.account.ownerUserId ? 'owner' : 'member';
    return {
      problem: 'ALREADY_MEMBER',
      whose: member.id === ctx.user.id ? 'you' : others,
      user: member.id,
    };
  }
  const open = { accountId: ctx.account.id, email, state: 'open', expiresAt: { $gt: ctx.now } } as const;
  const invitation = await ctx.em.findOne(Invitation, open);
  if (!invitation) return null;
  const touchable = mayTouchInvitation(ctx, invitation);
  return { problem: 'INVITATION_ALREADY_OPEN', ...(touchable ? { invitation: invitation.id } : {}) };
}

/** Who had access under this address before, where some of his former rights can be offered again. */
export async function formerOf(
  ctx: Working,
  email: string,
): Promise<{ user: string; name: string; at: Date } | null> {
  const [former] = await ctx.em.execute<{ user: string; name: string; at: string }[]>(
    `select u.id as "user", u.name, m.ended_at as at from memberships m join users u on u.id = m.user_id
     where m.account_id = ? and m.ended_at is not null and u.email = ? and u.deleted_at is null`,
    [ctx.account.id, email],
  );
  if (!former) return null;
  const grants = (await formerGrants(ctx.em, ctx.account.id, [former.user])).get(former.user) ?? [];
  const { parts } = await givenAgain(ctx, grants);
  return parts.length > 0 ? { ...former, at: new Date(former.at) } : null;
}

/** Marks what lapsed at this address as expired: it makes way (S12.1). @returns how many there were, 0 or 1. */
export async function makeWay(ctx: Working, email: string): Promise<string[]> {
  const lapsed = await ctx.em.execute<{ id: string }[]>(
    `update invitations set state = 'expired'
     where account_id = ? and email = ? and state = 'open' and expires_at <= ? returning id`,
    [ctx.account.id, email, ctx.now],
  );
  return lapsed.map(({ id }) => id);
}

/** What lapsed is written down as expired when another takes its place. */
export async function noteLapsed(ctx: Working, email: string, lapsed: readonly string[]): Promise<void> {
  for (const invitation of lapsed)
    await appendEvent(
      ctx.em,
      systemEvent(ctx.account.id, { action: 'invitation.expired', data: { invitation, email } }),
    );
}
