import type { MemberFacts } from '@mandate/db';
import { diff, type GrantSpec } from '@mandate/policy';
import type { AccessDates, AccessInput } from '../../contract/grants.ts';
import { Refusal } from '../../errors.ts';
import { namesIn } from '../names.ts';
import type { Working } from '../working.ts';
import { assertMayGive, exceedsOwn, fixedPresets, grantsFrom } from './giving.ts';
import { heldBy, type Held } from './held.ts';
import { endGrants, insertGrants, raiseEpoch, setDates } from './rights.ts';
import { sameGrant } from './same.ts';
import { membershipDates } from './spans.ts';
import { beforeAndAfter, note, of, tellChange } from './telling.ts';
import { isReduction, target } from './touching.ts';

interface Wanted {
  user: string;
  parts: readonly AccessInput[];
  dates?: AccessDates | undefined;
}

interface Change extends Wanted {
  /** The membership's epoch that the form was shown with. */
  seen: number;
}

interface Changed {
  facts: MemberFacts;
  held: Held;
  grants: GrantSpec[];
}

async function changed(ctx: Working, { user, parts, dates }: Wanted): Promise<Changed> {
  const facts = await target(ctx, user);
  const held = heldBy(facts, membershipDates(ctx, facts, dates));
  return { facts, held, grants: await grantsFrom(ctx, parts, held) };
}

/** What a change adds, takes away and leaves, and what it ties no longer to the policy files, for the check page. */
export async function checkChange(ctx: Working, wanted: Wanted) {
  const made = await changed(ctx, wanted);
  await assertMayGive(ctx, made.grants, made.held);
  return shown(ctx, wanted, made);
}

/** The same for who may only take away. */
export async function checkReduction(ctx: Working, wanted: Wanted) {
  const made = await changed(ctx, wanted);
  assertReduction(ctx, made);
  return shown(ctx, wanted, made);
}

async function shown(ctx: Working, wanted: Wanted, { facts, held, grants }: Changed) {
  const { before, after } = beforeAndAfter(held, grants);
  const names = await namesIn(ctx.em, [...before, ...after], ctx.slice);
  const { locale } = ctx.request;
  const { timeZone } = ctx.account;
  const reading = { locale, mood: 'will', names, timeZone, now: ctx.now } as const;
  return {
    name: facts.name,
    epoch: facts.member.epoch,
    fixed: fixedPresets(ctx, wanted.parts, grants),
    ...diff(ctx.bundle(), before, after, reading),
  };
}

const time = (date: Date | null | undefined) => date?.getTime() ?? null;

async function save(ctx: Working, { facts, held, grants }: Changed, seen: number): Promise<void> {
  if (facts.member.epoch !== seen) throw new Refusal('CHANGED_MEANWHILE', { words: { name: facts.name } });
  const { was, will } = held;
  const stand = (one: GrantSpec, others: readonly GrantSpec[]) =>
    others.some((other) => sameGrant(one, other, ctx.now));
  const ending = facts.grants.filter((grant) => !stand(grant, grants)).map(({ id }) => id);
  const added = grants.filter((grant) => !stand(grant, facts.grants));
  // a first day that has passed says nothing any more
  const began = was.start && was.start <= ctx.now ? undefined : was.start;
  const moved = time(began) !== time(will.start) || time(was.end) !== time(will.end);
  if (ending.length === 0 && added.length === 0 && !moved) return;
  await endGrants(ctx.em, of(facts), 'removed', ending);
  await insertGrants(ctx.em, of(facts), ctx.user.id, added, ctx.now);
  if (moved) await setDates(ctx.em, of(facts), will);
  await raiseEpoch(ctx.em, of(facts));
  await tellChange(ctx, facts, grants, held);
  await note(ctx, facts, 'member.changed', beforeAndAfter(held, grants));
}

/** Gives other rights or other dates, more or fewer; never more than the asking person may give. */
export async function changeMember(ctx: Working, change: Change): Promise<{ user: string }> {
  const made = await changed(ctx, change);
  await assertMayGive(ctx, made.grants, made.held);
  await save(ctx, made, change.seen);
  return { user: change.user };
}

/** The same for who may only take away. */
export async function reduceMember(ctx: Working, change: Change): Promise<{ user: string }> {
  const made = await changed(ctx, change);
  assertReduction(ctx, made);
  await save(ctx, made, change.seen);
  return { user: change.user };
}

function assertReduction(ctx: Working, { held, grants }: Changed): void {
  const { before, after } = beforeAndAfter(held, grants);
  if (!isReduction(ctx, before, after)) throw exceedsOwn(ctx);
}
