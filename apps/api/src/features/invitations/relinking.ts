import { HandOff, readFactsOfMembers, type Invitation } from '@mandate/db';
import { hashToken, newToken } from '../../auth/secret.ts';
import { badInput, isUniqueViolation, Refusal } from '../../errors.ts';
import { count, type Count } from '../../limits/limits.ts';
import { unanswered } from '../../targets.ts';
import { assertMayGive, exceedsOwn } from '../members/giving.ts';
import type { Working } from '../working.ts';
import { makeWay, noteLapsed, problemOf, toAddress } from './addresses.ts';
import { isBygone, lifetime } from './lifetime.ts';
import { grantsOf, note, target } from './managing.ts';
import { stillGiveable } from './queries.ts';
import { mailInvitation } from './sending.ts';

/**
 * The invitation that is to get a fresh link. One that expired opens again by it, where nothing has taken its place:
 * another invitation, or an access.
 */
async function relinked(ctx: Working, id: string): Promise<Invitation> {
  const invitation = await target(ctx, id, unanswered);
  if (isBygone(ctx.now, invitation)) throw new Refusal('NOT_FOUND');
  // all that it offers has ended: its link would be dead at once
  if (lifetime(ctx.now, grantsOf(invitation)) <= ctx.now) throw badInput('invitation', 'past');
  if (invitation.state === 'expired') await assertFree(ctx, invitation.email);
  return invitation;
}

async function assertFree(ctx: Working, email: string): Promise<void> {
  const hindered = await problemOf(ctx, email);
  if (hindered) throw new Refusal(hindered.problem);
}

/**
 * A fresh link is the offer made anew, so it asks what making it asked (S6). The inviter stays the inviter while he can
 * still give all of it: else nobody could accept, and whoever makes the link takes it over (S12.6). So does whoever
 * opens one again: the former inviter's access may end in this instant, and only what is open ends with it.
 */
async function giverOf(ctx: Working, invitation: Invitation): Promise<string> {
  await assertMayGive(ctx, grantsOf(invitation));
  if (invitation.state === 'expired') {
    if (!stillGiveable(ctx, ctx.facts, invitation)) throw exceedsOwn(ctx);
    return ctx.user.id;
  }
  const [inviter] = await readFactsOfMembers(ctx.em, ctx.account.id, { userIds: [invitation.inviterUserId] });
  if (stillGiveable(ctx, inviter, invitation)) return invitation.inviterUserId;
  if (!stillGiveable(ctx, ctx.facts, invitation)) throw exceedsOwn(ctx);
  return ctx.user.id;
}

/** One that is opened again is one more of the day. */
const ofTheDay = (ctx: Working, { state }: Invitation): Count[] =>
  state === 'expired'
    ? [
        ['invitationsOfPerson', ctx.user.id],
        ['invitationsOfAccount', ctx.account.id],
      ]
    : [];

/** Seven more days under a new token: the old link dies, with everything that was opened by it. */
async function relink(ctx: Working, invitation: Invitation, change: Partial<Invitation>): Promise<string> {
  const token = newToken();
  Object.assign(invitation, {
    ...{ state: 'open', ...change },
    tokenHash: hashToken(token),
    expiresAt: lifetime(ctx.now, grantsOf(invitation)),
  });
  await ctx.em.flush().catch((error: unknown) => {
    throw isUniqueViolation(error) ? new Refusal('INVITATION_ALREADY_OPEN') : error;
  });
  await ctx.em.nativeDelete(HandOff, { accountId: ctx.account.id, invitationId: invitation.id });
  return token;
}

const mailedAgain = (ctx: Working, { sendCount }: Invitation) =>
  ({ way: 'mailed', sendCount: sendCount + 1, lastSentAt: ctx.now }) as const;

interface Relinked {
  email: string;
  expiresAt: Date;
}

/** A new link in a new mail. */
export async function resendInvitation(ctx: Working, id: string): Promise<Relinked> {
  const invitation = await relinked(ctx, id);
  const inviterUserId = await giverOf(ctx, invitation);
  const counts = [...ofTheDay(ctx, invitation), ...toAddress(ctx.account.id, invitation.email)];
  await count(ctx, ['resendInvitation', id], ...counts);
  const token = await relink(ctx, invitation, { ...mailedAgain(ctx, invitation), inviterUserId });
  await mailInvitation(ctx, invitation, token);
  await note(ctx, invitation, 'invitation.resent');
  return invitation;
}

/**
 * The same offer to another address; the former one hears nothing and its link is dead. Who chooses another person
 * makes the offer: it has to be his to give, live presets as live ones, and it dies with his access (S12.6).
 */
export async function correctAddress(ctx: Working, id: string, email: string): Promise<Relinked> {
  const invitation = await relinked(ctx, id);
  if (!stillGiveable(ctx, ctx.facts, invitation)) throw exceedsOwn(ctx);
  const before = invitation.email;
  if (email === before) throw badInput('email', 'same');
  await assertFree(ctx, email);
  await count(
    ctx,
    ['resendInvitation', id],
    ['invitationsOfPerson', ctx.user.id],
    ['invitationsOfAccount', ctx.account.id],
    ...toAddress(ctx.account.id, email),
  );
  const lapsed = await makeWay(ctx, email);
  const change = { ...mailedAgain(ctx, invitation), inviterUserId: ctx.user.id, email };
  const token = await relink(ctx, invitation, change);
  await mailInvitation(ctx, invitation, token);
  await noteLapsed(ctx, email, lapsed);
  await note(ctx, invitation, 'invitation.corrected', { before, after: email });
  return invitation;
}

/** A link to pass on by hand, told to this person once; it proves no mailbox (S12.4). No mail is sent. */
export async function copyLink(ctx: Working, id: string): Promise<Relinked & { link: string }> {
  const invitation = await relinked(ctx, id);
  const inviterUserId = await giverOf(ctx, invitation);
  await count(ctx, ['copyInvitation', id], ...ofTheDay(ctx, invitation));
  const token = await relink(ctx, invitation, { way: 'copied', inviterUserId });
  await note(ctx, invitation, 'invitation.copied');
  const { email, expiresAt } = invitation;
  return { email, expiresAt, link: `${ctx.env.ORIGIN}/invitation#${token}` };
}

/** Vouches for an offer whose inviter no longer can: its link, its mail and its days stay as they are. */
export async function takeOver(ctx: Working, id: string): Promise<{ email: string }> {
  const invitation = await target(ctx, id);
  await assertMayGive(ctx, grantsOf(invitation));
  if (!stillGiveable(ctx, ctx.facts, invitation)) throw exceedsOwn(ctx);
  invitation.inviterUserId = ctx.user.id;
  await ctx.em.flush();
  await note(ctx, invitation, 'invitation.taken_over');
  return { email: invitation.email };
}
