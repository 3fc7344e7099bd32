import type { GrantSpec, Mood } from '@mandate/policy';
import { describeGrants } from '../describing.ts';
import type { Working } from '../working.ts';

/** Grants as one sentence, as the asking person may read it. */
export async function sayGrants(ctx: Working, grants: readonly GrantSpec[], mood: Mood): Promise<string> {
  const { summary } = await describeGrants(ctx, grants, {
    locale: ctx.request.locale,
    mood,
    reader: ctx.slice,
    timeZone: ctx.account.timeZone,
    now: ctx.now,
  });
  return summary;
}
