import { mapBreathing } from '@mandate/db';
import { m } from '@mandate/messages';
import {
  checkGrantSpec,
  clipped,
  covers,
  diff,
  fixed,
  giveable,
  mayGiveLive,
  mayKeepLive,
  presets,
  type GrantSpec,
} from '@mandate/policy';
import type { AccessInput } from '../../contract/grants.ts';
import { badInput, Refusal } from '../../errors.ts';
import { namesIn } from '../names.ts';
import type { Working } from '../working.ts';
import { roomFor } from './amount.ts';
import { newHands, type Held } from './held.ts';
import { areasOf, nameable, type Nameable } from './scoping.ts';
import { datesOf } from './spans.ts';

/** Whom parts are made into grants for, and the ids that they may name. */
interface Receiving extends Held {
  known: Nameable;
}

async function specOf(ctx: Working, part: AccessInput, at: string, held: Receiving): Promise<GrantSpec[]> {
  const dates = datesOf(ctx, part, at, held);
  if (part.preset !== undefined) {
    const preset = presets(ctx.bundle()).find(({ name }) => name === part.preset);
    if (!preset) throw badInput(`${at}.preset`, 'invalid');
    return [
      { preset: part.preset, ...(await areasOf(ctx, part, preset.permissions, at, held.known)), ...dates },
    ];
  }
  const areas: Record<string, unknown> = await areasOf(ctx, part, part.permissions, at, held.known);
  return part.permissions.map((permission) => {
    const [area = ''] = permission.split(':');
    return { permission, [area]: areas[area], ...dates };
  });
}

/** Stays a preset tied to the policy files? From who may give it so, or where it gives nothing that was not held so. */
function staysLive(ctx: Working, spec: GrantSpec, { grants, was, will }: Held): boolean {
  const bundle = ctx.bundle();
  const [counted = spec] = clipped([spec], will);
  return (
    mayGiveLive(bundle, ctx.facts, counted) || mayKeepLive(bundle, clipped(grants, was), counted, ctx.now)
  );
}

/** One part of what the picker sent, as grants. @throws BAD_INPUT naming the field. */
async function grantsOfPart(
  ctx: Working,
  part: AccessInput,
  at: string,
  held: Receiving,
): Promise<GrantSpec[]> {
  const made = await specOf(ctx, part, at, held);
  // unknown and never-delegable names among them: a grant that gives nothing is not stored
  if (made.some((grant) => checkGrantSpec(ctx.bundle(), grant).length > 0))
    throw badInput(`${at}.permissions`, 'invalid');
  return made.flatMap((spec) =>
    spec.preset == null || staysLive(ctx, spec, held) ? [spec] : fixed(ctx.bundle(), spec),
  );
}

/** What the picker sent, as the grants of each part; `held`: what the other person holds already. */
export async function grantsOfParts(
  ctx: Working,
  parts: readonly AccessInput[],
  held: Held = newHands,
): Promise<GrantSpec[][]> {
  const receiving = { ...held, known: await nameable(ctx, parts, held) };
  const hasRoom = roomFor(held.grants);
  return mapBreathing(parts, async (part, index) => {
    const grants = await grantsOfPart(ctx, part, `parts.${index}`, receiving);
    if (!hasRoom(grants)) throw badInput('parts', 'too_long');
    return grants;
  });
}

/** The same, all together. */
export const grantsFrom = async (
  ctx: Working,
  parts: readonly AccessInput[],
  held?: Held,
): Promise<GrantSpec[]> => (await grantsOfParts(ctx, parts, held)).flat();

/** The presets among `parts` that `grants` hold as their permissions of now, by their names: the check page says so. */
export function fixedPresets(
  ctx: Working,
  parts: readonly AccessInput[],
  grants: readonly GrantSpec[],
): string[] {
  const wanted = new Set(parts.flatMap(({ preset }) => preset ?? []));
  const count = (list: readonly { preset?: string | null | undefined }[], name: string) =>
    list.filter(({ preset }) => preset === name).length;
  return [...wanted]
    .filter((name) => count(grants, name) < count(parts, name))
    .map((name) => presetLabel(ctx, name));
}

/** A preset by its name for people; one that the policy files no longer know, by its own. */
export const presetLabel = (ctx: Working, name: string): string =>
  presets(ctx.bundle()).find((preset) => preset.name === name)?.labels[ctx.request.locale].name ?? name;

/** Nobody gives what he does not hold (S6); what the other person holds already is not given. */
export async function assertMayGive(
  ctx: Working,
  grants: readonly GrantSpec[],
  { grants: kept, was, will }: Held = newHands,
): Promise<void> {
  const own = giveable(ctx.bundle(), ctx.facts);
  const [before, wanted] = [[...own.grants, ...clipped(kept, was)], clipped(grants, will)];
  if (!covers(ctx.bundle(), { ...own, grants: before }, { grants: wanted, from: ctx.now }))
    throw exceedsOwn(ctx, await beyond(ctx, before, wanted));
}

/** So many sentences say what is too much; the next ones are said when these are mended. */
const saidAtMost = 3;

/** What of the grants wanted lies beyond these, in sentences cut to what the asking person sees. */
async function beyond(
  ctx: Working,
  own: readonly GrantSpec[],
  wanted: readonly GrantSpec[],
): Promise<string> {
  const names = await namesIn(ctx.em, wanted, ctx.slice);
  const { locale } = ctx.request;
  const { timeZone } = ctx.account;
  const reading = { locale, mood: 'will', names, timeZone, now: ctx.now } as const;
  const { adds } = diff(ctx.bundle(), own, wanted, reading);
  const said = adds.slice(0, saidAtMost).map(({ text }) => text);
  return said.length === 0 ? '' : `${m.refusals_beyond_own({ what: said.join(' ') }, { locale })} `;
}

/**
 * May he give all of this, live presets as live ones? So is what was suspended given back, and what was offered taken
 * over: whoever cannot give it asks somebody who can.
 */
export function mayGiveAgain(ctx: Working, grants: readonly GrantSpec[]): boolean {
  const bundle = ctx.bundle();
  const known = new Set<string>(presets(bundle).map(({ name }) => name));
  const own = giveable(bundle, ctx.facts);
  return (
    covers(bundle, own, { grants, from: ctx.now }) &&
    // a name that the policy files do not know gives nothing (S19)
    grants.every(
      (grant) => grant.preset == null || !known.has(grant.preset) || mayGiveLive(bundle, ctx.facts, grant),
    )
  );
}

export const exceedsOwn = ({ account }: Pick<Working, 'account'>, beyond = ''): Refusal =>
  new Refusal('GRANT_EXCEEDS_OWN', { account: account.name, who: [account.ownerName], words: { beyond } });
