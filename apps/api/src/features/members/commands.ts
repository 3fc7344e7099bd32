import { User, type MemberFacts } from '@mandate/db';
import { diff, type GrantSpec } from '@mandate/policy';
import type { AccessInput } from '../../contract/grants.ts';
import { Refusal } from '../../errors.ts';
import { queueMail } from '../../outbox/queue.ts';
import { commonEnd } from '../describing.ts';
import { namesIn } from '../names.ts';
import { cancelInvitationsOf } from '../invitations/cancelling.ts';
import type { EndedOffer } from '../ownership/ending.ts';
import { record, type Working } from '../working.ts';
import { assertMayGive, exceedsOwn, grantsFrom } from './giving.ts';
import { memberFacts } from './queries.ts';
import {
  endGrants,
  endMembership,
  insertGrants,
  raiseEpoch,
  resumeMembership,
  suspendMembership,
} from './rights.ts';
import { sameGrant } from './same.ts';
import { assertMayTouch, isReduction } from './touching.ts';

const of = (facts: MemberFacts) => ({ accountId: facts.account.id, userId: facts.userId });

async function target(ctx: Working, userId: string): Promise<MemberFacts> {
  const facts = await memberFacts(ctx, userId);
  assertMayTouch(ctx, facts);
  return facts;
}

/** The new rights of a member as grants, checked against what the asking person may give. */
async function newGrants(
  ctx: Working,
  facts: MemberFacts,
  parts: readonly AccessInput[],
): Promise<GrantSpec[]> {
  const grants = await grantsFrom(ctx, parts, facts.grants);
  assertMayGive(ctx, grants, facts.grants);
  return grants;
}

/** What changing to `parts` adds, takes away and leaves, for the check page. */
export async function checkChange(ctx: Working, userId: string, parts: readonly AccessInput[]) {
  const facts = await target(ctx, userId);
  const grants = await newGrants(ctx, facts, parts);
  return { name: facts.name, epoch: facts.member.epoch, ...(await difference(ctx, facts, grants, 'will')) };
}

async function difference(
  ctx: Working,
  facts: MemberFacts,
  grants: readonly GrantSpec[],
  mood: 'will' | 'now',
) {
  const names = await namesIn(ctx.em, [...facts.grants, ...grants], ctx.slice);
  const { locale } = ctx.request;
  const { timeZone } = ctx.account;
  return diff(ctx.bundle(), facts.grants, grants, { locale, mood, names, timeZone, now: ctx.now });
}

type AlsoEnd = readonly { user: string; grant: string }[];

interface Change {
  user: string;
  parts: readonly AccessInput[];
  seen: number;
}

async function change(
  ctx: Working,
  facts: MemberFacts,
  grants: readonly GrantSpec[],
  seen: number,
): Promise<void> {
  if (facts.member.epoch !== seen) throw new Refusal('CHANGED_MEANWHILE', { words: { name: facts.name } });
  const stand = (one: GrantSpec, others: readonly GrantSpec[]) =>
    others.some((other) => sameGrant(one, other, ctx.now));
  const ending = facts.grants.filter((grant) => !stand(grant, grants)).map(({ id }) => id);
  const added = grants.filter((grant) => !stand(grant, facts.grants));
  await endGrants(ctx.em, of(facts), 'removed', ending);
  await insertGrants(ctx.em, of(facts), ctx.user.id, added, ctx.now);
  await raiseEpoch(ctx.em, of(facts));
  await tell(ctx, facts, 'accessChanged', grants);
  await note(ctx, facts, 'member.changed', { before: facts.grants, after: grants });
}

/** Gives other rights, more or fewer; never more than the asking person may give. */
export async function changeMember(ctx: Working, { user, parts, seen }: Change): Promise<{ user: string }> {
  const facts = await target(ctx, user);
  await change(ctx, facts, await newGrants(ctx, facts, parts), seen);
  return { user };
}

/** The same for who may only take away. */
export async function reduceMember(ctx: Working, { user, parts, seen }: Change): Promise<{ user: string }> {
  const facts = await target(ctx, user);
  const grants = await grantsFrom(ctx, parts, facts.grants);
  if (!isReduction(ctx, facts.grants, grants)) throw exceedsOwn(ctx);
  await change(ctx, facts, grants, seen);
  return { user };
}

export async function removeMember(ctx: Working, { user, alsoEnd }: { user: string; alsoEnd: AlsoEnd }) {
  const facts = await target(ctx, user);
  const offer = await endMembership(ctx.em, of(facts), 'removed', ctx.user.id);
  const cancelled = await cancelInvitationsOf(ctx.em, ctx.account.id, user);
  const heirs = await endGiven(ctx, user, alsoEnd);
  const sessions = await ctx.em.execute<object[]>(
    `select 1 from sessions where user_id = ? and expires_at > now()`,
    [user],
  );
  await tell(ctx, facts, 'accessRemoved', []);
  if (offer) await note(ctx, facts, 'ownership.cancelled', {});
  await note(ctx, facts, 'member.removed', {
    before: facts.grants,
    cancelled: cancelled.map(({ email }) => email),
  });
  for (const heir of heirs) await tellHeir(ctx, heir);
  return { user, name: facts.name, sessions: sessions.length, cancelled: cancelled.length };
}

interface Heir {
  facts: MemberFacts;
  left: readonly GrantSpec[];
  /** The offer of ownership that died with this person's access. */
  offer?: EndedOffer | undefined;
  /** Addresses whose invitations died with this person's access. */
  cancelled: string[];
}

/** "End these too" (S8): grants that the removed member gave to others; nobody stronger is touched. */
async function endGiven(ctx: Working, giver: string, alsoEnd: AlsoEnd): Promise<Heir[]> {
  const heirs: Heir[] = [];
  for (const userId of [...new Set(alsoEnd.map((one) => one.user))].sort()) {
    const facts = await target(ctx, userId);
    const ending = facts.grants
      .filter(({ id, givenBy }) => givenBy === giver && alsoEnd.some((one) => one.grant === id))
      .map((grant) => grant.id);
    if (ending.length === 0) continue;
    const left = facts.grants.filter((grant) => !ending.includes(grant.id));
    heirs.push({ facts, left, ...(await endSome(ctx, facts, left.length > 0 ? ending : null)) });
  }
  return heirs;
}

/** Ends these grants; `null`: all of them, and with the last one the membership (S10). */
async function endSome(ctx: Working, facts: MemberFacts, ending: string[] | null) {
  if (ending) {
    await endGrants(ctx.em, of(facts), 'removed', ending);
    await raiseEpoch(ctx.em, of(facts));
    return { cancelled: [] };
  }
  const offer = await endMembership(ctx.em, of(facts), 'removed', ctx.user.id);
  const cancelled = await cancelInvitationsOf(ctx.em, ctx.account.id, facts.userId);
  return { cancelled: cancelled.map(({ email }) => email), offer };
}

async function tellHeir(ctx: Working, { facts, left, cancelled, offer }: Heir): Promise<void> {
  await tell(ctx, facts, left.length ? 'accessChanged' : 'accessRemoved', left);
  const before = facts.grants;
  if (offer) await note(ctx, facts, 'ownership.cancelled', {});
  if (left.length) await note(ctx, facts, 'member.changed', { before, after: left });
  else await note(ctx, facts, 'member.removed', { before, cancelled });
}

export async function suspendMember(ctx: Working, user: string) {
  const facts = await target(ctx, user);
  if (facts.member.suspended) throw new Refusal('CHANGED_MEANWHILE', { words: { name: facts.name } });
  await suspendMembership(ctx.em, facts, ctx.user.id);
  await tell(ctx, facts, 'accessSuspended', facts.grants);
  await note(ctx, facts, 'member.suspended', {});
  return { user, name: facts.name };
}

/** Gives back what was suspended: as giving it anew, so never more than the asking person may give. */
export async function resumeMember(ctx: Working, user: string) {
  const facts = await target(ctx, user);
  if (!facts.member.suspended) throw new Refusal('CHANGED_MEANWHILE', { words: { name: facts.name } });
  assertMayGive(ctx, facts.grants);
  await resumeMembership(ctx.em, facts);
  await tell(ctx, facts, 'accessResumed', facts.grants);
  await note(ctx, facts, 'member.resumed', {});
  return { user, name: facts.name };
}

type News = 'accessChanged' | 'accessRemoved' | 'accessSuspended' | 'accessResumed';

/** Tells the person by mail, in their language, in words cut to what they themselves may know. */
async function tell(
  ctx: Working,
  facts: MemberFacts,
  kind: News,
  grants: readonly GrantSpec[],
): Promise<void> {
  const { email: to, locale, id: userId } = await ctx.em.findOneOrFail(User, { id: facts.userId });
  const told = { to, locale, account: { id: ctx.account.id }, resource: 'admin', userId };
  const about = { accountId: ctx.account.id, accountName: ctx.account.name, by: ctx.user.name };
  if (kind !== 'accessChanged') {
    await queueMail(ctx, { kind, ...told, props: about });
    return;
  }
  const { timeZone } = ctx.account;
  const names = await namesIn(ctx.em, [...facts.grants, ...grants], null);
  const change = diff(ctx.bundle(), facts.grants, grants, {
    locale,
    mood: 'now',
    names,
    timeZone,
    now: ctx.now,
  });
  await queueMail(ctx, { kind, ...told, props: { ...about, ...change, until: commonEnd(grants), timeZone } });
}

const note = (ctx: Working, facts: MemberFacts, action: string, data: Record<string, unknown>) =>
  record(ctx, { action, resource: 'admin', subjectUserId: facts.userId, subjectName: facts.name, data });
