import type { AccountFacts, Em } from '@mandate/db';
import { describe, type Description, type GrantSpec, type Mood, type Slice } from '@mandate/policy';
import type { Locale } from '@mandate/messages';
import type { Context } from '../context.ts';
import { namesIn } from './names.ts';

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
  { reader, ...options }: Reading,
): Promise<Described> {
  const names = await namesIn(ctx.em, grants, reader);
  return { ...describe(ctx.bundle(), grants, { ...options, names }), end: commonEnd(grants) };
}

/** What a member's access is, as a sentence. */
export async function describeMember(
  ctx: Reader,
  { owner, grants, account, now, member }: AccountFacts,
  { locale, reader }: Pick<Reading, 'locale' | 'reader'>,
): Promise<Described> {
  const reading = { locale, mood: 'now', timeZone: account.timeZone, now } as const;
  if (!owner) {
    const described = await describeGrants(ctx, grants, { ...reading, reader });
    return { ...described, end: earlier(described.end, member?.end) };
  }
  return { ...describe(ctx.bundle(), [], { ...reading, owner, names: () => undefined }), end: null };
}

/** The instant at which all of these end; null when there is none or they differ. */
export function commonEnd(grants: readonly GrantSpec[]): Date | null {
  const ends = new Set(grants.map((grant) => grant.end?.getTime()));
  const [end] = ends;
  return ends.size === 1 && end !== undefined ? new Date(end) : null;
}

const earlier = (a: Date | null, b: Date | null | undefined): Date | null =>
  a && b ? (a < b ? a : b) : (a ?? b ?? null);
