import { scopedAreas, type Draft, type Offer, type Part } from './types.ts';

type Named = readonly string[];

const all = (offer: Offer) => offer.areas.flatMap((area) => area.permissions);

/** The same with all that comes along. */
export function withAlong(offer: Offer, permissions: Named): Set<string> {
  const found = new Set(permissions);
  for (const one of all(offer)) if (found.has(one.name)) for (const name of one.implies) found.add(name);
  return found;
}

/** Which ticked permission brings `name` along. */
export const bringerOf = (offer: Offer, permissions: Named, name: string) =>
  all(offer).find(
    (one) => one.name !== name && permissions.includes(one.name) && (one.implies as Named).includes(name),
  );

/** Unticking a permission unticks what needs it. */
export const without = (offer: Offer, permissions: Named, name: string): string[] =>
  permissions.filter(
    (one) =>
      one !== name &&
      !all(offer).some((other) => other.name === one && (other.implies as Named).includes(name)),
  );

const presetOf = (offer: Offer, name: string) => offer.presets.find((preset) => preset.name === name);

const same = (offer: Offer, a: Named, b: Named): boolean => {
  const [one, other] = [withAlong(offer, a), withAlong(offer, b)];
  return one.size === other.size && [...one].every((name) => other.has(name));
};

/** Choosing a situation ticks its boxes; what was ticked besides the former situation stays. */
export function useSituation(offer: Offer, draft: Draft, today: string): Draft {
  const preset = presetOf(offer, draft.situation);
  if (draft.situation === draft.ticked_for) return settle(offer, draft);
  if (!preset) return { ...draft, ticked_for: draft.situation };
  const former: Named = presetOf(offer, draft.ticked_for)?.permissions ?? [];
  const own = draft.permissions.filter((name) => !withAlong(offer, former).has(name));
  const next = {
    ...draft,
    ticked_for: preset.name,
    permissions: [...new Set([...preset.permissions, ...own])],
  };
  for (const area of scopedAreas) {
    const asked = (preset.asks as Named).includes(area);
    if (asked && draft[area].which === 'all') next[area] = { ...draft[area], which: 'only' };
  }
  if (preset.suggestsDays && !draft.ends)
    Object.assign(next, { ends: true, until: dayAfter(today, preset.suggestsDays) });
  return settle(offer, next);
}

/** A situation whose boxes were changed is none any more. */
export function settle(offer: Offer, draft: Draft): Draft {
  const preset = presetOf(offer, draft.situation);
  const kept = preset && same(offer, preset.permissions, draft.permissions);
  return kept ? draft : { ...draft, situation: '', ticked_for: '' };
}

/** `2027-03-31` and 14 days. */
export function dayAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** Today, as the account counts days. */
export const todayIn = (timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date());

/** What the draft asks for, as the API wants it: a live preset where its boxes are unchanged. */
export function partOf(offer: Offer, draft: Draft): Part {
  const along = new Set(
    draft.permissions.filter((name) => bringerOf(offer, draft.permissions, name) !== undefined),
  );
  const own = draft.permissions.filter((name) => !along.has(name));
  const part: Part = draft.situation ? { preset: draft.situation } : { permissions: own };
  for (const area of scopedAreas) {
    if (!draft.permissions.some((name) => name.startsWith(`${area}:`))) continue;
    const { which, ids, later } = draft[area];
    part[area] = { which, ids: which === 'all' ? [] : ids, later: which !== 'only' && later };
  }
  if (draft.from) part.from = draft.from;
  if (draft.ends) part.until = draft.until;
  return part;
}
