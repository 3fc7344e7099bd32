import { restoreGrant, type Invitation } from '@mandate/db';
import { Refusal } from '../../errors.ts';
import { record, type Working } from '../working.ts';
import { findInvitation, mayTouchInvitation } from './queries.ts';

/** The invitation that is meant, if the asking person may do something about it (S7). */
export async function target(
  ctx: Working,
  id: string,
  states: readonly Invitation['state'][] = ['open'],
): Promise<Invitation> {
  const invitation = await findInvitation(ctx, id, states);
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

export const grantsOf = (invitation: Invitation) => invitation.grants.map(restoreGrant);

export const note = (
  ctx: Working,
  invitation: Invitation,
  action: string,
  data: Record<string, unknown> = {},
) => record(ctx, { action, resource: 'admin', subjectName: invitation.email, data });
