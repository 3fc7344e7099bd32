import { scopedAreas, type Draft, type Offer, type Part, type ScopeDraft } from './types.ts';

const noScope = (): ScopeDraft => ({ which: 'all', ids: [], later: false, q: '', page: 1 });

export const emptyDraft = (locale: string): Draft => ({
  emails: '',
  locale,
  note: '',
  situation: '',
  ticked_for: '',
  permissions: [],
  services: noScope(),
  domains: noScope(),
  from: '',
  ends: false,
  until: '',
  keep: [],
  seen: '',
});

/** A form that was sent, or the query of a link that fills one in. */
type Fields = Pick<URLSearchParams | FormData, 'getAll'>;

export const texts = (data: Fields, name: string): string[] =>
  data.getAll(name).filter((value) => typeof value === 'string');
export const text = (data: Fields, name: string): string => texts(data, name)[0] ?? '';

function readScope(data: Fields, area: string): ScopeDraft {
  const which = text(data, `${area}_which`);
  const page = Number(text(data, `${area}_page`));
  return {
    which: which === 'only' || which === 'except' ? which : 'all',
    ids: [...new Set(texts(data, `${area}_ids`))],
    later: text(data, `${area}_later`) === 'yes',
    q: text(data, `${area}_q`).trim().slice(0, 100),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

export const readDraft = (data: Fields): Draft => ({
  emails: text(data, 'emails'),
  locale: text(data, 'locale'),
  note: text(data, 'note'),
  situation: text(data, 'situation'),
  ticked_for: text(data, 'ticked_for'),
  permissions: texts(data, 'permissions'),
  services: readScope(data, 'services'),
  domains: readScope(data, 'domains'),
  from: text(data, 'from'),
  ends: text(data, 'ends') === 'yes',
  until: text(data, 'until'),
  keep: texts(data, 'keep'),
  seen: text(data, 'seen'),
});

/** The fields that carry a draft on to the next page: the way back from `readDraft`. */
export function fieldsOf(draft: Draft): [name: string, value: string][] {
  const fields: [string, string][] = (['emails', 'locale', 'note', 'situation', 'ticked_for'] as const).map(
    (name) => [name, draft[name]],
  );
  for (const name of draft.permissions) fields.push(['permissions', name]);
  for (const area of scopedAreas) {
    const { which, ids, later } = draft[area];
    fields.push([`${area}_which`, which], [`${area}_later`, later ? 'yes' : 'no']);
    for (const id of ids) fields.push([`${area}_ids`, id]);
  }
  fields.push(['ends', draft.ends ? 'yes' : 'no'], ['until', draft.until], ['from', draft.from]);
  for (const place of draft.keep) fields.push(['keep', place]);
  fields.push(['seen', draft.seen]);
  return fields;
}

/** What somebody has already, as the form shows it. */
export function draftOf(offer: Offer, part: Part | undefined, locale: string): Draft {
  const draft = emptyDraft(locale);
  if (!part) return draft;
  const preset = offer.presets.find(({ name }) => name === part.preset);
  // a scoped area that the grant does not name is not given, also when the preset has gained it since
  const named = (permission: string) =>
    scopedAreas.every((area) => part[area] !== undefined || !permission.startsWith(`${area}:`));
  for (const area of scopedAreas) Object.assign(draft[area], part[area]);
  return {
    ...draft,
    situation: part.preset ?? '',
    ticked_for: part.preset ?? '',
    permissions: preset ? preset.permissions.filter(named) : [...(part.permissions ?? [])],
    from: part.from ?? '',
    ends: part.until !== undefined,
    until: part.until ?? '',
  };
}
