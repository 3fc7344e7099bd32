import { setContext } from '@mandate/db';
import type { Work } from '../../context.ts';
import { Refusal } from '../../errors.ts';
import { assertSeen } from '../invitations/digest.ts';
import { handOffOf, problemWith, readInvitation, refusalOf, stillOpened } from '../invitations/receiving.ts';

/**
 * Whom the invitation behind the hand-off cookie is for, and whether the mailbox gave its token: if it is the one that
 * was read, and could be accepted now.
 */
export async function invitedBy(
  ctx: Work,
  seen: string,
): Promise<{ email: string; way: 'mailed' | 'copied' }> {
  const handOff = await handOffOf(ctx);
  if (!handOff) throw new Refusal('INVITATION_UNKNOWN');
  const { accountId, invitationId: id } = handOff;
  await setContext(ctx.em, { account: accountId });
  // held until the login is made: a mailbox that proved itself must not vouch for an address corrected meanwhile
  await ctx.em.execute(`select 1 from invitations where account_id = ? and id = ? for share`, [
    accountId,
    id,
  ]);
  if (!(await stillOpened(ctx.em, handOff))) throw new Refusal('INVITATION_UNKNOWN');
  const received = await readInvitation(ctx.em, accountId, id);
  assertSeen(received.invitation, seen);
  const problem = problemWith(ctx, received);
  if (problem) throw refusalOf(problem, received);
  await setContext(ctx.em, { account: undefined, tokenHash: undefined });
  return { email: received.invitation.email, way: handOff.way };
}
