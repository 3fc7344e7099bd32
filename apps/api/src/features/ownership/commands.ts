import { appendEvent, newId, OwnershipOffer, readFactsOfMembers, User, type MemberFacts } from '@mandate/db';
import { loadSlice } from '@mandate/policy';
import type { z } from 'zod';
import { reauthenticate } from '../../auth/reauthenticate.ts';
import type * as contract from '../../contract/ownership.ts';
import { Refusal } from '../../errors.ts';
import { count } from '../../limits/limits.ts';
import { memberFacts } from '../members/queries.ts';
import { record, type Working } from '../working.ts';
import { lapsedEvent } from './lapsing.ts';
import { endOffer, lapseOffer } from './ending.ts';
import { passOwnership } from './passing.ts';
import { assertNoneOpen } from './queries.ts';
import { assertMayReceive, assertReceives } from './receiver.ts';
import { tellBoth } from './telling.ts';

const lifetime = 24 * 3_600_000;

/** The owner offers; nothing changes until the receiver accepts. The account is held: one offer at a time. */
export async function offerOwnership(ctx: Working, input: z.output<typeof contract.ownershipOffer>) {
  const facts = await memberFacts(ctx, input.user);
  if (facts.owner) throw new Refusal('MEMBER_IS_OWNER', { account: ctx.account.name });
  assertMayReceive(facts, facts.name);
  await assertNoneOpen(ctx);
  await reauthenticate(ctx, input.password);
  await count(ctx, ['offersOfAccount', ctx.account.id]);
  const [lapsed] = await lapseOffer(ctx.em, ctx.account.id);
  const offer = ctx.em.create(OwnershipOffer, {
    ...{ id: newId('off'), accountId: ctx.account.id, fromUserId: ctx.user.id, toUserId: input.user },
    ...{ afterwards: input.afterwards, expiresAt: new Date(ctx.now.getTime() + lifetime) },
  });
  await ctx.em.flush();
  await tellBoth(ctx, 'ownershipOffered', offer);
  if (lapsed) await appendEvent(ctx.em, await lapsedEvent(ctx.em, ctx.account.id, lapsed));
  await note(ctx, 'ownership.offered', { id: facts.userId, name: facts.name }, offer);
  return { offer: offer.id, name: facts.name, expiresAt: offer.expiresAt };
}

async function offerOf(ctx: Working, id: string, toUserId?: string): Promise<OwnershipOffer> {
  const offer = await ctx.em.findOne(OwnershipOffer, {
    ...{ id, accountId: ctx.account.id },
    ...(toUserId ? { toUserId } : {}),
  });
  if (!offer) throw new Refusal('NOT_FOUND');
  return offer;
}

const gone = (ctx: Working) => new Refusal('OFFER_GONE', { who: [ctx.account.ownerName] });

/** The owner takes the offer back: it takes nothing from anybody, so no password is asked. */
export async function withdrawOffer(ctx: Working, id: string) {
  const offer = await offerOf(ctx, id);
  if (!(await endOffer(ctx.em, { accountId: ctx.account.id, id }, 'withdrawn'))) throw gone(ctx);
  await tellBoth(ctx, 'ownershipWithdrawn', offer);
  const receiver = await ctx.em.findOneOrFail(User, { id: offer.toUserId });
  await note(ctx, 'ownership.withdrawn', receiver);
  return { name: receiver.name };
}

export async function declineOffer(ctx: Working, id: string) {
  const offer = await offerOf(ctx, id, ctx.user.id);
  if (!(await endOffer(ctx.em, { accountId: ctx.account.id, id }, 'declined'))) throw gone(ctx);
  await tellBoth(ctx, 'ownershipDeclined', offer);
  const owner = await ctx.em.findOneOrFail(User, { id: offer.fromUserId });
  await note(ctx, 'ownership.declined', owner);
  return { name: owner.name };
}

/** The receiver becomes the owner. What was offered has to be possible now: by the policy, and by what the member is. */
export async function acceptOwnership(
  ctx: Working,
  { offer: id, password }: z.output<typeof contract.ownershipAccept>,
) {
  const offer = await offerOf(ctx, id, ctx.user.id);
  const former = await formerOwner(ctx, offer);
  await assertStillOfferable(ctx, former);
  assertReceives(ctx.facts);
  await reauthenticate(ctx, password);
  if (!(await endOffer(ctx.em, { accountId: ctx.account.id, id }, 'accepted'))) throw gone(ctx);
  const cancelled = await passOwnership(ctx, former, offer.afterwards);
  await tellBoth(ctx, 'ownershipAccepted', offer);
  await note(ctx, 'ownership.accepted', { id: former.userId, name: former.name }, offer, { cancelled });
  return { name: ctx.account.name, former: former.name, afterwards: offer.afterwards };
}

async function formerOwner(ctx: Working, { fromUserId }: OwnershipOffer): Promise<MemberFacts> {
  const clock = 'clock_timestamp';
  const [former] = await readFactsOfMembers(ctx.em, ctx.account.id, { userIds: [fromUserId], clock });
  if (!former?.owner) throw gone(ctx);
  return former;
}

/** A guardrail that forbids the owner to hand over forbids to accept what was offered before it. */
async function assertStillOfferable(ctx: Working, former: MemberFacts): Promise<void> {
  const decision = (await loadSlice(ctx.bundle(), former)).check('admin:ownership', 'admin');
  if (!decision.allowed) throw new Refusal('ACCOUNT_SUSPENDED', { account: ctx.account.name });
}

const note = (
  ctx: Working,
  action: string,
  subject: { id: string; name: string },
  offer?: OwnershipOffer,
  more: Record<string, unknown> = {},
) =>
  record(ctx, {
    ...{ action, resource: 'admin', subjectUserId: subject.id, subjectName: subject.name },
    data: { ...(offer ? { afterwards: offer.afterwards } : {}), ...more },
  });
