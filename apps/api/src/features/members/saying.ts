import { mapBreathing } from '@mandate/db';
import { describe, type GrantSpec, type Mood } from '@mandate/policy';
import type { AccessInput } from '../../contract/grants.ts';
import { namesInEach, type Names } from '../names.ts';
import type { Working } from '../working.ts';
import { grantsOfParts } from './giving.ts';
import { newHands } from './held.ts';

/** Each of these sets of grants as one sentence, as the asking person may read it; names are looked up once. */
export async function sayEach(
  ctx: Working,
  sets: readonly (readonly GrantSpec[])[],
  mood: Mood,
  { names: known, past = false }: { names?: Names; past?: boolean } = {},
): Promise<string[]> {
  const names = known ?? (await namesInEach(ctx.em, sets, ctx.slice));
  const { locale } = ctx.request;
  const { timeZone } = ctx.account;
  // told apart from each other by what they name
  const reading = { locale, mood, names, timeZone, now: ctx.now, exact: true, past } as const;
  return mapBreathing(sets, (grants) => describe(ctx.bundle(), grants, reading).summary);
}

/** Parts that are still being put together; one of something that is gone is said to give nothing any more. */
export async function sayParts(
  ctx: Working,
  parts: readonly AccessInput[],
): Promise<{ sentences: string[] }> {
  const ids = (area: 'services' | 'domains') => parts.flatMap((part) => part[area]?.ids ?? []);
  const grants = [{ services: { only: ids('services') }, domains: { only: ids('domains') } }];
  const sets = await grantsOfParts(ctx, parts, { ...newHands, grants });
  const names = await namesInEach(ctx.em, sets, ctx.slice);
  const said = sets.map((grants) => grants.map((grant) => ofWhatIsSeen(ctx, grant, names)));
  return { sentences: await sayEach(ctx, said, 'will') };
}

/** An id that was sent says as little of what one may not view as of what is not there (S11). */
function ofWhatIsSeen(ctx: Working, grant: GrantSpec, names: Names): GrantSpec {
  const seen = (id: string) => typeof names(id) === 'string';
  const cut = (area: 'services' | 'domains') => {
    const scope = grant[area];
    if (!scope) return {};
    if ('only' in scope) return { [area]: { only: scope.only.map((id) => (seen(id) ? id : 'gone')) } };
    const own = ctx.slice.scope(`${area}:view`);
    const stays = new Set('except' in own ? own.except : []);
    return { [area]: { except: scope.except.filter((id) => seen(id) || stays.has(id)) } };
  };
  return { ...grant, ...cut('services'), ...cut('domains') };
}
