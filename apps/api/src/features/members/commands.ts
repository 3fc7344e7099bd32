import { readFactsOfMembers, type MemberFacts } from '@mandate/db';
import { clipped, type GrantSpec } from '@mandate/policy';
import { Refusal } from '../../errors.ts';
import { cancelInvitationsOf } from '../invitations/cancelling.ts';
import type { EndedOffer } from '../ownership/ending.ts';
import type { Working } from '../working.ts';
import { exceedsOwn, mayGiveAgain } from './giving.ts';
import { datesOfMember } from './held.ts';
import { endGrants, endMembership, raiseEpoch, resumeMembership, suspendMembership } from './rights.ts';
import { note, of, tell, tellChange } from './telling.ts';
import { assertMayTouch, target } from './touching.ts';

type AlsoEnd = readonly { user: string; grant: string }[];

export async function removeMember(ctx: Working, { user, alsoEnd }: { user: string; alsoEnd: AlsoEnd }) {
  const facts = await target(ctx, user);
  const offer = await endMembership(ctx.em, of(facts), 'removed', ctx.user.id);
  const cancelled = await cancelInvitationsOf(ctx.em, ctx.account.id, user);
  const heirs = await endGiven(ctx, user, alsoEnd);
  const sessions = await ctx.em.execute<object[]>(
    `select 1 from sessions where user_id = ? and expires_at > now()`,
    [user],
  );
  await tell(ctx, facts, 'accessRemoved');
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

/**
 * "End these too" (S8): grants that the removed member gave to others; nobody stronger is touched. Who has gone since
 * the page was shown holds none of them any more.
 */
async function endGiven(ctx: Working, giver: string, alsoEnd: AlsoEnd): Promise<Heir[]> {
  const heirs: Heir[] = [];
  const userIds = [...new Set(alsoEnd.map((one) => one.user))];
  const clock = 'clock_timestamp';
  for (const facts of await readFactsOfMembers(ctx.em, ctx.account.id, { userIds, clock })) {
    if (facts.member.ended) continue;
    assertMayTouch(ctx, facts);
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
  if (left.length) await tellChange(ctx, facts, left);
  else await tell(ctx, facts, 'accessRemoved');
  const before = facts.grants;
  if (offer) await note(ctx, facts, 'ownership.cancelled', {});
  if (left.length) await note(ctx, facts, 'member.changed', { before, after: left });
  else await note(ctx, facts, 'member.removed', { before, cancelled });
}

export async function suspendMember(ctx: Working, user: string) {
  const facts = await target(ctx, user);
  if (facts.member.suspended) throw new Refusal('CHANGED_MEANWHILE', { words: { name: facts.name } });
  await suspendMembership(ctx.em, facts, ctx.user.id);
  await tell(ctx, facts, 'accessSuspended');
  await note(ctx, facts, 'member.suspended', {});
  return { user, name: facts.name };
}

/** Gives back what was suspended: as giving it anew, live presets as live ones, so never more than the asking person may give. */
export async function resumeMember(ctx: Working, user: string) {
  const facts = await target(ctx, user);
  if (!facts.member.suspended) throw new Refusal('CHANGED_MEANWHILE', { words: { name: facts.name } });
  if (!mayGiveAgain(ctx, clipped(facts.grants, datesOfMember(facts)))) throw exceedsOwn(ctx);
  await resumeMembership(ctx.em, facts);
  await tell(ctx, facts, 'accessResumed');
  await note(ctx, facts, 'member.resumed', {});
  return { user, name: facts.name };
}
