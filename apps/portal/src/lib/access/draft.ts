import { scopedAreas, type Dates, type Draft, type Offer, type Part, type ScopeDraft } from './types.ts';

const noScope = (): ScopeDraft => ({ which: 'all', ids: [], later: false, q: '', page: 1 });

const always = (): Dates => ({ starts: false, from: '', ends: false, until: '' });

export const emptyDraft = (locale: string): Draft => ({
  emails: '',
  locale,
  note: '',
  situation: '',
  ticked_for: '',
  left: '',
  permissions: [],
  services: noScope(),
  domains: noScope(),
  ...always(),
  whole: null,
  others: [],
  place: 0,
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
  left: text(data, 'left'),
  permissions: texts(data, 'permissions'),
  services: readScope(data, 'services'),
  domains: readScope(data, 'domains'),
  ...readDates(data, ''),
  whole: texts(data, 'whole_ends').length > 0 ? readDates(data, 'whole_') : null,
  others: texts(data, 'others').flatMap(readPart),
  place: Number(text(data, 'place')) || 0,
  seen: text(data, 'seen'),
});

const readDates = (data: Fields, prefix: string): Dates => ({
  starts: text(data, `${prefix}starts`) === 'yes',
  from: text(data, `${prefix}from`),
  ends: text(data, `${prefix}ends`) === 'yes',
  until: text(data, `${prefix}until`),
});

const datesFields = (dates: Dates, prefix: string): [string, string][] => [
  [`${prefix}starts`, dates.starts ? 'yes' : 'no'],
  [`${prefix}from`, dates.from],
  [`${prefix}ends`, dates.ends ? 'yes' : 'no'],
  [`${prefix}until`, dates.until],
];

const isTexts = (value: unknown) =>
  value === undefined || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown) => value === undefined || typeof value === 'string';

/** Enough of a look to show it; what it may say is the contract's to judge. */
const isPart = (value: unknown): value is Part =>
  isObject(value) &&
  [value.permissions, value.without].every(isTexts) &&
  [value.preset, value.from, value.until].every(isText) &&
  scopedAreas.every((area) => {
    const choice = value[area];
    return choice === undefined || (isObject(choice) && isText(choice.which) && isTexts(choice.ids));
  });

/** A part on its way through a form; one that was tampered with is none. */
function readPart(json: string): Part[] {
  try {
    const value: unknown = JSON.parse(json);
    return isPart(value) ? [value] : [];
  } catch {
    return [];
  }
}

/** The fields that carry a draft on to the next page: the way back from `readDraft`. */
export function fieldsOf(draft: Draft): [name: string, value: string][] {
  const fields: [string, string][] = (
    ['emails', 'locale', 'note', 'situation', 'ticked_for', 'left'] as const
  ).map((name) => [name, draft[name]]);
  for (const name of draft.permissions) fields.push(['permissions', name]);
  for (const area of scopedAreas) {
    const { which, ids, later } = draft[area];
    fields.push([`${area}_which`, which], [`${area}_later`, later ? 'yes' : 'no']);
    for (const id of ids) fields.push([`${area}_ids`, id]);
  }
  fields.push(...datesFields(draft, ''), ...(draft.whole ? datesFields(draft.whole, 'whole_') : []));
  for (const part of draft.others) fields.push(['others', JSON.stringify(part)]);
  fields.push(['place', String(draft.place)], ['seen', draft.seen]);
  return fields;
}

/** The draft with this part open in the picker; none: a new one. */
export function opened(offer: Offer, draft: Draft, part: Part | undefined): Draft {
  const fresh = { situation: '', ticked_for: '', left: '', permissions: [], ...always() };
  const next: Draft = { ...draft, ...fresh, services: noScope(), domains: noScope() };
  if (!part) return next;
  const preset = offer.presets.find(({ name }) => name === part.preset);
  // a scoped area that the grant does not name is not given, also when the preset has gained it since
  const unnamed = new Set<string>([...(part.without ?? []), ...scopedAreas.filter((area) => !part[area])]);
  for (const area of scopedAreas) Object.assign(next[area], part[area]);
  return {
    ...next,
    situation: part.preset ?? '',
    ticked_for: part.preset ?? '',
    permissions: preset
      ? preset.permissions.filter((name) => !unnamed.has(name.split(':')[0] ?? ''))
      : [...(part.permissions ?? [])],
    starts: part.from !== undefined,
    from: part.from ?? '',
    ends: part.until !== undefined,
    until: part.until ?? '',
  };
}

/** What somebody has already, as the form shows it: the first part is open. */
export const draftOf = (offer: Offer, parts: readonly Part[], locale: string): Draft =>
  opened(offer, { ...emptyDraft(locale), others: parts.slice(1) }, parts[0]);

/** The dates of a whole access as the form shows them. */
export const wholeOf = ({ from, until }: { from: string | null; until: string | null }): Dates => ({
  starts: from !== null,
  from: from ?? '',
  ends: until !== null,
  until: until ?? '',
});
