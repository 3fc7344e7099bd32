import {
  Delivery,
  Invitation,
  mapBreathing,
  OutboxMessage,
  readFactsOfMembers,
  restoreGrant,
  type MemberFacts,
} from '@mandate/db';
import { covers, giveable, mayGiveLive, mayTouch, type Facts } from '@mandate/policy';
import { describeEach } from '../describing.ts';
import { groupsOf } from '../members/parts.ts';
import { sayEach } from '../members/saying.ts';
import { paged, slicePage } from '../lists.ts';
import type { Working } from '../working.ts';
import { Refusal } from '../../errors.ts';

/** What became of the newest mail of each invitation. */
async function mailsOf(ctx: Working, invitations: readonly Invitation[]) {
  const mails = new Map<
    string,
    Pick<Delivery, 'state' | 'at'> & { cause: string | null; reason: string | null }
  >();
  const outbox = await ctx.em.find(
    OutboxMessage,
    { accountId: ctx.account.id, invitationId: invitations.map(({ id }) => id) },
    { orderBy: { createdAt: 'asc', id: 'asc' }, fields: ['id', 'invitationId'] },
  );
  const deliveries = await ctx.em.find(Delivery, { outboxId: outbox.map(({ id }) => id) });
  const states = new Map(deliveries.map((delivery) => [delivery.outboxId, delivery]));
  for (const { id, invitationId } of outbox) {
    const delivery = states.get(id);
    if (!invitationId || !delivery) continue;
    const { state, at, cause = null, reason = null } = delivery;
    mails.set(invitationId, { state, at, cause, reason });
  }
  return mails;
}

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

async function items(ctx: Working, rows: readonly Invitation[]) {
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
    return {
      id: invitation.id,
      email: invitation.email,
      inviter: { name: inviter?.name ?? '', you: invitation.inviterUserId === ctx.user.id },
      access: access[index]!,
      way: invitation.way,
      mail: mails.get(invitation.id) ?? null,
      createdAt: invitation.createdAt,
      expiresAt: invitation.expiresAt,
      lapsed: invitation.expiresAt <= ctx.now,
      inviterCanGive,
      may: {
        ...{ resend: give, change: give, correct: own, copy: give },
        takeOver: own && !inviterCanGive,
        cancel: touch && ctx.slice.anywhere('admin:revoke'),
      },
    };
  });
}

export async function listInvitations(ctx: Working, page: number) {
  const [rows, total] = await ctx.em.findAndCount(
    Invitation,
    { accountId: ctx.account.id, state: 'open' },
    { ...slicePage(page), orderBy: { expiresAt: 'asc', id: 'asc' } },
  );
  return paged(await items(ctx, rows), total, page);
}

/** An open invitation of this account; NOT_FOUND for everything else. */
export async function openInvitation(ctx: Working, id: string): Promise<Invitation> {
  const invitation = await ctx.em.findOne(Invitation, { id, accountId: ctx.account.id, state: 'open' });
  if (!invitation) throw new Refusal('NOT_FOUND');
  return invitation;
}

export async function getInvitation(ctx: Working, id: string) {
  const invitation = await openInvitation(ctx, id);
  const [one] = await items(ctx, [invitation]);
  const days = { timeZone: ctx.account.timeZone, now: ctx.now, reader: ctx.slice };
  const grants = invitation.grants.map(restoreGrant);
  const groups = mayTouchInvitation(ctx, invitation) ? groupsOf(grants, days) : [];
  return {
    ...one!,
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
