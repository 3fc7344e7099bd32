import { restoreGrant, storeGrant, type Invitation } from '@mandate/db';
import type { AccessInput } from '../../contract/grants.ts';
import { Refusal } from '../../errors.ts';
import { assertMayGive, grantsFrom } from '../members/giving.ts';
import { record, type Working } from '../working.ts';
import { lifetime } from './lifetime.ts';
import { mayTouchInvitation, openInvitation } from './queries.ts';

/** The open invitation that is meant, if the asking person may do something about it (S7). */
export async function target(ctx: Working, id: string): Promise<Invitation> {
  const invitation = await openInvitation(ctx, id);
  if (mayTouchInvitation(ctx, invitation)) return invitation;
  throw new Refusal('MEMBER_STRONGER', {
    account: ctx.account.name,
    who: [ctx.account.ownerName],
    words: { name: invitation.email },
  });
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

export const grantsOf = (invitation: Invitation) => invitation.grants.map(restoreGrant);

export const note = (
  ctx: Working,
  invitation: Invitation,
  action: string,
  data: Record<string, unknown> = {},
) => record(ctx, { action, resource: 'admin', subjectName: invitation.email, data });
