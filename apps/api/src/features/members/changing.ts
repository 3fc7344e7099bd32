import { setImmediate } from 'node:timers/promises';
import type { MemberFacts } from '@mandate/db';
import { clipped, covers, diff, type GrantSpec } from '@mandate/policy';
import type { AccessDates, AccessInput } from '../../contract/grants.ts';
import { Refusal } from '../../errors.ts';
import { namesIn } from '../names.ts';
import type { Working } from '../working.ts';
import { assertMayGive, exceedsOwn, fixedPresets, grantsFrom, presetLabel } from './giving.ts';
import { heldBy, type Held } from './held.ts';
import { endGrants, insertGrants, raiseEpoch, setDates } from './rights.ts';
import { shapeOf } from './same.ts';
import { membershipDates } from './spans.ts';
import { beforeAndAfter, note, of, tellChange, waits } from './telling.ts';
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
  const grants = await grantsFrom(ctx, parts, held);
  // hundreds of grants are then held against each other: others have their turn first, and in between
  await setImmediate();
  return { facts, held, grants };
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

async function shown(ctx: Working, wanted: Wanted, made: Changed) {
  const { facts, held, grants } = made;
  await setImmediate();
  const { ending, added, moved } = written(ctx, made);
  const { before, after } = beforeAndAfter(held, grants);
  const names = await namesIn(ctx.em, [...before, ...after], ctx.slice);
  const { locale } = ctx.request;
  const { timeZone } = ctx.account;
  const reading = { locale, mood: 'will', names, timeZone, now: ctx.now } as const;
  const live = { tied: tied(ctx, held, added), fixed: fixedPresets(ctx, wanted.parts, grants) };
  await setImmediate();
  return {
    name: facts.name,
    epoch: facts.member.epoch,
    /** Is there anything to save? Also where the rights of today stay the same. */
    changes: ending.length > 0 || added.length > 0 || moved,
    waits: waits(facts, grants, held),
    ...live,
    ...diff(ctx.bundle(), before, after, reading),
  };
}

const time = (date: Date | null | undefined) => date?.getTime() ?? null;

/** What a change writes; nothing of what stands as it stood. */
function written(ctx: Working, { facts, held: { was, will }, grants }: Changed) {
  const shape = (grant: GrantSpec) => shapeOf(grant, ctx.now);
  const standing = new Set(facts.grants.map(shape));
  const wanted = Map.groupBy(grants, shape);
  const added = [...wanted].flatMap(([one, [grant]]) => (grant && !standing.has(one) ? [grant] : []));
  const ending = facts.grants.filter((grant) => !wanted.get(shape(grant))?.pop()).map(({ id }) => id);
  // a first day that has passed says nothing any more
  const began = was.start && was.start <= ctx.now ? undefined : was.start;
  const moved = time(began) !== time(will.start) || time(was.end) !== time(will.end);
  return { ending, added, moved };
}

/** Presets that give nothing new today, but follow the policy files where they did not. */
function tied(ctx: Working, { grants, was, will }: Held, added: readonly GrantSpec[]): string[] {
  const held = { grants: clipped(grants, was), from: ctx.now };
  const alike = added.filter(
    (grant) =>
      grant.preset != null &&
      !grants.some(({ preset }) => preset === grant.preset) &&
      covers(ctx.bundle(), held, { grants: clipped([grant], will), from: ctx.now }),
  );
  return [...new Set(alike.map(({ preset }) => presetLabel(ctx, preset ?? '')))];
}

async function save(ctx: Working, made: Changed, seen: number): Promise<void> {
  const { facts, held, grants } = made;
  if (facts.member.epoch !== seen) throw new Refusal('CHANGED_MEANWHILE', { words: { name: facts.name } });
  const { ending, added, moved } = written(ctx, made);
  if (ending.length === 0 && added.length === 0 && !moved) return;
  await endGrants(ctx.em, of(facts), 'removed', ending);
  await insertGrants(ctx.em, of(facts), ctx.user.id, added, ctx.now);
  if (moved) await setDates(ctx.em, of(facts), held.will);
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
