import { mapBreathing, type AccountFacts, type Em } from '@mandate/db';
import { clipped, describe, type Description, type GrantSpec, type Mood, type Slice } from '@mandate/policy';
import type { Locale } from '@mandate/messages';
import type { Context } from '../context.ts';
import { namesInEach, type Names } from './names.ts';

interface Reading {
  locale: Locale;
  mood: Mood;
  timeZone: string;
  now: Date;
  /** Whose eyes the sentence is for; null when everything named in it is meant for them. */
  reader: Pick<Slice, 'scope'> | null;
}

/** An access sentence with the instant at which all of it ends. */
export interface Described extends Description {
  end: Date | null;
}

type Reader = Pick<Context, 'bundle'> & { em: Em };

/** The one way from grants to a sentence in the API: names are looked up as far as the reader may see them. */
export async function describeGrants(
  ctx: Reader,
  grants: readonly GrantSpec[],
  reading: Reading,
): Promise<Described> {
  const [described] = await describeEach(ctx, [grants], reading);
  return described!;
}

/** The same for several sets of grants: names are looked up once for all of them. */
export async function describeEach(
  ctx: Reader,
  sets: readonly (readonly GrantSpec[])[],
  { reader, ...options }: Reading,
): Promise<Described[]> {
  const names = await namesInEach(ctx.em, sets, reader);
  return mapBreathing(sets, (grants) => ({
    ...describe(ctx.bundle(), grants, { ...options, names }),
    end: commonEnd(grants),
  }));
}

type For = Pick<Reading, 'locale' | 'reader'>;

/** What a member's access is, as a sentence. */
export async function describeMember(ctx: Reader, member: AccountFacts, reading: For): Promise<Described> {
  const [described] = await describeMembers(ctx, [member], reading);
  return described!;
}

/** The same for a page of members, or of accounts of one person: names are looked up once for all of them. */
export async function describeMembers(
  ctx: Reader,
  members: readonly AccountFacts[],
  { locale, reader }: For,
): Promise<Described[]> {
  const held = members.map(({ owner, grants }) => (owner ? [] : grants));
  const names = await namesInEach(ctx.em, held, reader);
  return mapBreathing(members, (facts) => said(ctx, facts, locale, names));
}

function said(
  ctx: Reader,
  { owner, grants, account, now, member }: AccountFacts,
  locale: Locale,
  names: Names,
): Described {
  const reading = { locale, mood: 'now', timeZone: account.timeZone, now, names } as const;
  if (owner) return { ...describe(ctx.bundle(), [], { ...reading, owner }), end: null };
  const counted = clipped(grants, member ?? {});
  return { ...describe(ctx.bundle(), counted, reading), end: commonEnd(counted) };
}

/** The instant at which all of these end; null when there is none or they differ. */
export function commonEnd(grants: readonly GrantSpec[]): Date | null {
  const ends = new Set(grants.map((grant) => grant.end?.getTime()));
  const [end] = ends;
  return ends.size === 1 && end !== undefined ? new Date(end) : null;
}
