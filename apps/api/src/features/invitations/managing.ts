import { HandOff, readFactsOfMembers, restoreGrant, storeGrant, type Invitation } from '@mandate/db';
import { hashToken, newToken } from '../../auth/secret.ts';
import type { AccessInput } from '../../contract/grants.ts';
import { Refusal } from '../../errors.ts';
import { count } from '../../limits/limits.ts';
import { assertMayGive, exceedsOwn, grantsFrom } from '../members/giving.ts';
import { record, type Working } from '../working.ts';
import { lifetime } from './lifetime.ts';
import { mayTouchInvitation, openInvitation, stillGiveable } from './queries.ts';
import { mailInvitation } from './sending.ts';

async function target(ctx: Working, id: string): Promise<Invitation> {
  const invitation = await openInvitation(ctx, id);
  if (mayTouchInvitation(ctx, invitation)) return invitation;
  throw new Refusal('MEMBER_STRONGER', {
    account: ctx.account.name,
    who: [ctx.account.ownerName],
    words: { name: invitation.email },
  });
}

/** A new link in a new mail; the old link is dead from here on. */
export async function resendInvitation(
  ctx: Working,
  id: string,
): Promise<{ email: string; expiresAt: Date }> {
  const invitation = await target(ctx, id);
  const grants = invitation.grants.map(restoreGrant);
  assertMayGive(ctx, grants);
  const [inviter] = await readFactsOfMembers(ctx.em, ctx.account.id, { userIds: [invitation.inviterUserId] });
  const takenOver = !stillGiveable(ctx, inviter, invitation);
  if (takenOver && !stillGiveable(ctx, ctx.facts, invitation)) throw exceedsOwn(ctx);
  await count(ctx, ['resendInvitation', id], ['invitationsToAddress', invitation.email]);
  const token = newToken();
  Object.assign(invitation, {
    tokenHash: hashToken(token),
    way: 'mailed',
    expiresAt: lifetime(ctx.now, grants),
    sendCount: invitation.sendCount + 1,
    lastSentAt: ctx.now,
    // an inviter who can no longer give it would send a link that nobody can accept: it is taken over (S12.6)
    ...(takenOver ? { inviterUserId: ctx.user.id } : {}),
  });
  await ctx.em.flush();
  // the old link dies with everything that was opened by it
  await ctx.em.nativeDelete(HandOff, { accountId: ctx.account.id, invitationId: id });
  await mailInvitation(ctx, invitation, token);
  await note(ctx, invitation, 'invitation.resent');
  return { email: invitation.email, expiresAt: invitation.expiresAt };
}

export async function cancelInvitation(ctx: Working, id: string): Promise<{ email: string }> {
  const invitation = await target(ctx, id);
  Object.assign(invitation, { state: 'cancelled', answeredAt: ctx.now, answeredBy: ctx.user.id });
  await ctx.em.flush();
  await note(ctx, invitation, 'invitation.cancelled');
  return { email: invitation.email };
}

/** Other rights for a pending invitation: no new mail, no longer life; whoever sets them is the inviter from now on. */
export async function changeInvitation(ctx: Working, id: string, parts: readonly AccessInput[]) {
  const invitation = await target(ctx, id);
  const before = invitation.grants;
  const grants = await grantsFrom(ctx, parts);
  assertMayGive(ctx, grants);
  const expiresAt = new Date(Math.min(invitation.expiresAt.getTime(), lifetime(ctx.now, grants).getTime()));
  Object.assign(invitation, { grants: grants.map(storeGrant), inviterUserId: ctx.user.id, expiresAt });
  await ctx.em.flush();
  await note(ctx, invitation, 'invitation.changed', { before, after: invitation.grants });
  return { email: invitation.email };
}

const note = (ctx: Working, invitation: Invitation, action: string, data: Record<string, unknown> = {}) =>
  record(ctx, { action, resource: 'admin', subjectName: invitation.email, data });
