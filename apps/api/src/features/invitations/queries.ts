import { Invitation, mapBreathing, readFactsOfMembers, restoreGrant, type MemberFacts } from '@mandate/db';
import { covers, giveable, mayGiveLive, mayTouch, type Facts } from '@mandate/policy';
import { describeEach } from '../describing.ts';
import { groupsOf } from '../members/parts.ts';
import { sayEach } from '../members/saying.ts';
import { unaccepted } from '../../targets.ts';
import type { Working } from '../working.ts';
import { Refusal } from '../../errors.ts';
import { digestOf } from './digest.ts';
import { isBygone, lifetime } from './lifetime.ts';
import { mailsOf } from './mails.ts';

const factsOf = async (ctx: Working, userIds: readonly string[]): Promise<Map<string, MemberFacts>> =>
  new Map(
    (await readFactsOfMembers(ctx.em, ctx.account.id, { userIds: [...new Set(userIds)] })).map((one) => [
      one.userId,
      one,
    ]),
  );

/**
 * Could the inviter give all of it now, live presets as live ones (S6)? If not, accepting is refused until somebody
 * who may takes it over (S12.6).
 */
export function stillGiveable(
  ctx: Pick<Working, 'bundle'>,
  inviter: Facts | undefined,
  invitation: Invitation,
): boolean {
  if (!inviter) return false;
  const bundle = ctx.bundle();
  const grants = invitation.grants.map(restoreGrant);
  return (
    covers(bundle, giveable(bundle, inviter), { grants, from: inviter.now }) &&
    grants.every((grant) => grant.preset == null || mayGiveLive(bundle, inviter, grant))
  );
}

/** The rights of a pending invitation are the target's rights (S7). */
export const mayTouchInvitation = (ctx: Working, invitation: Invitation): boolean =>
  mayTouch(ctx.bundle(), ctx.facts, invitation.grants.map(restoreGrant));

export async function items(ctx: Working, rows: readonly Invitation[]) {
  const inviters = await factsOf(
    ctx,
    rows.map((row) => row.inviterUserId),
  );
  const mails = await mailsOf(ctx, rows);
  const access = await describeEach(
    ctx,
    rows.map(({ grants }) => grants.map(restoreGrant)),
    {
      ...{ locale: ctx.request.locale, mood: 'would', reader: ctx.slice },
      ...{ timeZone: ctx.account.timeZone, now: ctx.now },
    },
  );
  return mapBreathing(rows, (invitation, index) => {
    const inviter = inviters.get(invitation.inviterUserId);
    const touch = mayTouchInvitation(ctx, invitation);
    const give = touch && ctx.slice.anywhere('admin:users');
    const inviterCanGive = stillGiveable(ctx, inviter, invitation);
    const own = give && stillGiveable(ctx, ctx.facts, invitation);
    const { state } = invitation;
    const open = state === 'open';
    const sends = give && (open || (own && canReopen(ctx, invitation)));
    return {
      ...{ id: invitation.id, email: invitation.email, state },
      inviter: { name: inviter?.name ?? '', you: invitation.inviterUserId === ctx.user.id },
      access: access[index]!,
      way: invitation.way,
      mail: mails.get(invitation.id) ?? null,
      createdAt: invitation.createdAt,
      expiresAt: invitation.expiresAt,
      answeredAt: invitation.answeredAt ?? null,
      lapsed: invitation.expiresAt <= ctx.now,
      inviterCanGive,
      may: {
        ...{ resend: sends, copy: sends, change: give && open, correct: own && sends },
        takeOver: own && !inviterCanGive && open,
        cancel: touch && ctx.slice.anywhere('admin:revoke') && open,
        /** Another invitation with the same choices. */
        again: give && state === 'declined',
      },
    };
  });
}

/** One that expired can be sent again as long as something of what it offers has not ended. */
const canReopen = (ctx: Working, invitation: Invitation): boolean =>
  invitation.state === 'expired' &&
  !isBygone(ctx.now, invitation) &&
  lifetime(ctx.now, invitation.grants.map(restoreGrant)) > ctx.now;

type State = Invitation['state'];

/** An invitation of this account in one of `states`; NOT_FOUND for everything else. */
export async function findInvitation(
  ctx: Working,
  id: string,
  states: readonly State[],
): Promise<Invitation> {
  const where = { id, accountId: ctx.account.id, state: [...states] };
  const invitation = await ctx.em.findOne(Invitation, where);
  if (!invitation) throw new Refusal('NOT_FOUND');
  return invitation;
}

export async function getInvitation(ctx: Working, id: string) {
  const invitation = await findInvitation(ctx, id, unaccepted);
  const [one] = await items(ctx, [invitation]);
  const days = { timeZone: ctx.account.timeZone, now: ctx.now, reader: ctx.slice };
  const grants = invitation.grants.map(restoreGrant);
  const touch = mayTouchInvitation(ctx, invitation);
  const groups = touch ? groupsOf(grants, days) : [];
  return {
    ...one!,
    seen: touch ? digestOf(invitation) : '',
    locale: invitation.locale,
    note: invitation.note ?? null,
    parts: groups.map(({ part }) => part),
    sentences: await sayEach(
      ctx,
      groups.map((group) => group.grants),
      'would',
    ),
  };
}
