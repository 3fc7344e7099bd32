import { opened } from './draft.ts';
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
  if (!preset) return { ...draft, ticked_for: draft.situation, left: '' };
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

const inArea = (permissions: Iterable<string>, area: string) =>
  [...permissions].filter((name) => name.startsWith(`${area}:`));

/** Areas of a preset in which nothing is ticked: they are not given. */
const leftOut = (preset: Offer['presets'][number], permissions: Named) =>
  preset.areas.filter((area) => inArea(permissions, area).length === 0);

/** Are these its boxes? Whole areas may be left out, but not all of them, nor one that it asks for. */
export function fits(offer: Offer, situation: string, permissions: Named): boolean {
  const preset = presetOf(offer, situation);
  if (!preset) return false;
  const out = leftOut(preset, permissions);
  const rest = preset.permissions.filter((name) => !out.some((area) => name.startsWith(`${area}:`)));
  if (rest.length === 0 || preset.asks.some((area) => out.includes(area))) return false;
  return same(offer, rest, permissions);
}

/** A situation whose boxes were changed is none any more, until they are its boxes again. */
export function settle(offer: Offer, draft: Draft): Draft {
  const situation = draft.situation || draft.left;
  return fits(offer, situation, draft.permissions)
    ? { ...draft, situation, ticked_for: situation, left: '' }
    : { ...draft, situation: '', ticked_for: '', left: situation };
}

/** The preset that stopped being live when a box was changed, by its name. */
export const leftPreset = (offer: Offer, { situation, left }: Draft): string | null =>
  situation === '' ? (presetOf(offer, left)?.label ?? null) : null;

/** `2027-03-31` and 14 days. */
export function dayAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** Today, as the account counts days. */
export const todayIn = (timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date());

/** What is open in the picker, as the API wants it: a live preset where its boxes are unchanged. */
export function partOf(offer: Offer, draft: Draft): Part {
  const along = new Set(
    draft.permissions.filter((name) => bringerOf(offer, draft.permissions, name) !== undefined),
  );
  const own = draft.permissions.filter((name) => !along.has(name));
  const preset = presetOf(offer, draft.situation);
  const without = preset ? leftOut(preset, draft.permissions) : [];
  const part: Part = preset ? { preset: preset.name } : { permissions: own };
  if (without.length > 0) part.without = without;
  for (const area of scopedAreas) {
    if (!draft.permissions.some((name) => name.startsWith(`${area}:`))) continue;
    const { which, ids, later } = draft[area];
    part[area] = { which, ids: which === 'all' ? [] : ids, later: which !== 'only' && later };
  }
  if (draft.starts) part.from = draft.from;
  if (draft.ends) part.until = draft.until;
  return part;
}

/** Is nothing ticked in the picker, beside parts that stand? Then it is no part. */
const blank = (draft: Draft) => draft.permissions.length === 0 && draft.others.length > 0;

/** All parts of the access in their order. */
export const partsOf = (offer: Offer, draft: Draft): Part[] =>
  blank(draft) ? draft.others : draft.others.toSpliced(draft.place, 0, partOf(offer, draft));

/** Opens another part in the picker and puts the open one back; `null`: a new one. */
export function openOther(offer: Offer, draft: Draft, other: number | null): Draft {
  const parts = partsOf(offer, draft);
  if (other === null) return opened(offer, { ...draft, others: parts, place: parts.length }, undefined);
  const place = other < draft.place || blank(draft) ? other : other + 1;
  return opened(offer, { ...draft, others: parts.toSpliced(place, 1), place }, parts[place]);
}

/** Takes a part away: one of the others, or, as `null`, the open one, in whose place another opens. */
export function dropPart(offer: Offer, draft: Draft, other: number | null): Draft {
  if (other !== null) {
    const place = other < draft.place ? draft.place - 1 : draft.place;
    return { ...draft, others: draft.others.toSpliced(other, 1), place };
  }
  const place = Math.min(draft.place, draft.others.length - 1);
  return opened(offer, { ...draft, others: draft.others.toSpliced(place, 1), place }, draft.others[place]);
}

/** The dates of the whole access, as the API wants them. */
export const datesIn = ({ whole }: Draft) =>
  whole ? { from: whole.starts ? whole.from : null, until: whole.ends ? whole.until : null } : undefined;
