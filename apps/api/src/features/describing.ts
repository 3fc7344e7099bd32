import type { AccountFacts, Em } from '@mandate/db';
import { describe, describeOwner, type Description, type GrantSpec, type Slice } from '@mandate/policy';
import type { Locale } from '@mandate/messages';
import type { Context } from '../context.ts';
import { namesIn } from './names.ts';

type Mood = 'now' | 'would' | 'will';

interface Reading {
  locale: Locale;
  mood: Mood;
  timeZone: string;
  /** Whose eyes the sentence is for; null when everything named in it is meant for them. */
  reader: Pick<Slice, 'scope'> | null;
}

/** The one way from grants to a sentence in the API: names are looked up as far as the reader may see them. */
export async function describeGrants(
  ctx: Pick<Context, 'bundle'> & { em: Em },
  grants: readonly GrantSpec[],
  { reader, ...options }: Reading,
): Promise<Description> {
  return describe(ctx.bundle(), grants, { ...options, names: await namesIn(ctx.em, grants, reader) });
}

/** What a member's access is, as a sentence. */
export function describeMember(
  ctx: Pick<Context, 'bundle'> & { em: Em },
  facts: AccountFacts,
  reading: Omit<Reading, 'mood' | 'timeZone'>,
): Promise<Description> | Description {
  if (facts.owner) return describeOwner(ctx.bundle(), reading.locale);
  return describeGrants(ctx, facts.grants, { ...reading, mood: 'now', timeZone: facts.account.timeZone });
}
