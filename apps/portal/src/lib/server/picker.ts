import { fail, isActionFailure, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { m } from '@mandate/messages';
import { membersSay } from '@mandate/api/contract';
import { dropPart, openOther, partsOf, todayIn, useSituation } from '#lib/access/choosing.ts';
import { fieldsOf, readDraft, text } from '#lib/access/draft.ts';
import type { Draft, Lists, Offer, Picked, ScopedArea } from '#lib/access/types.ts';
import type { FormState } from '#lib/types.ts';
import type { Api } from './api.ts';
import { submit } from './forms.ts';
import { readShown } from './shown.ts';

/** As many names as fit an address; further chosen ids are carried on unnamed. */
export const namedAtMost = 300;

/** What the scope pickers of a draft show. */
export async function listsFor(api: Api, account: string, draft: Draft): Promise<Lists> {
  const list = async (area: ScopedArea) => {
    const { q, page, ids } = draft[area];
    const input = { account, area, q: q || undefined, page, chosen: ids.slice(0, namedAtMost) };
    const { chosen, ...found } = await api.members.containers.query(input);
    return { found: { ...found, q }, chosen };
  };
  const [services, domains] = await Promise.all([list('services'), list('domains')]);
  return { services, domains };
}

/** One showing of the picker. */
export async function pickedFor(api: Api, account: string, draft: Draft): Promise<Picked> {
  const parts = draft.others;
  const [lists, said] = await Promise.all([
    listsFor(api, account, draft),
    parts.length > 0 ? api.members.say.query({ account, parts }) : { sentences: [] },
  ]);
  return { draft, lists, sentences: said.sentences };
}

export interface Choosing {
  draft: Draft;
  offer: Offer;
  /** Shows the picker again, with all that was typed. */
  again: () => Promise<Picked>;
}

/** Runs an action of a page with a picker: whatever goes wrong, the picker comes back as it was. */
export async function choosing<Result extends object>(
  event: RequestEvent,
  run: (choosing: Choosing) => Promise<ActionFailure<FormState> | Result>,
): Promise<ActionFailure<FormState & Picked> | Result> {
  const { api } = event.locals;
  const account = event.params.account ?? '';
  const data = await event.request.clone().formData();
  readShown(event, data);
  const offer = await api.members.offer.query({ account });
  const draft = useSituation(offer, readDraft(data), todayIn(offer.timeZone));
  const again = () => pickedFor(api, account, draft);
  const result = await run({ draft, offer, again });
  if (!failed(result)) return result;
  return fail(result.status, { ...named(result.data, draft), ...(await again()) });
}

/** Opens another part of the access in the picker, begins a new one, or takes one away. */
export const part = (event: RequestEvent) =>
  choosing(event, async ({ draft, offer }) => {
    const data = await event.request.clone().formData();
    const show = (next: Draft) => pickedFor(event.locals.api, event.params.account ?? '', next);
    const dropped = text(data, 'drop');
    if (dropped !== '') return show(dropPart(offer, draft, placeIn(dropped)));
    const other = placeIn(text(data, 'open'));
    const next = () => show(openOther(offer, draft, other));
    if (draft.permissions.length === 0 && draft.others.length > 0) return next();
    // what is put away is whole: its faults are said while it is open
    const read = () => ({ parts: partsOf(offer, draft) });
    const messages = { [`parts.${draft.place}.permissions`]: m.invite_choose_something };
    return submit(
      event,
      { id: text(data, 'form'), schema: membersSay, read, messages },
      async ({ input }) => {
        await event.locals.api.members.say.query(input);
        return next();
      },
    );
  });

const placeIn = (value: string): number | null => (/^\d+$/.test(value) ? Number(value) : null);

const failed = (result: object): result is ActionFailure<FormState> => isActionFailure(result);

/** The contract speaks of parts and of single addresses; the form has other names for them. */
function named(state: FormState, draft: Draft): FormState {
  const errors: Record<string, string> = {};
  const open = draft.permissions.length === 0 && draft.others.length > 0 ? -1 : draft.place;
  for (const [path, text] of Object.entries(state.errors)) errors[fieldOf(path, open)] ??= text;
  const values: FormState['values'] = {};
  for (const [name, value] of fieldsOf(draft))
    values[name] = name in values ? [values[name] ?? [], value].flat() : value;
  for (const area of ['services', 'domains'] as const) values[`${area}_q`] = draft[area].q;
  // the picker itself shows the day, since a situation may suggest one
  for (const name of ['until', 'whole_until']) delete values[name];
  const count = Object.keys(errors).length;
  const labels = {
    ...state.labels,
    services_which: m.common_nav_services(),
    domains_which: m.common_nav_domains(),
  };
  return {
    ...state,
    values,
    errors,
    labels,
    summary: count ? m.common_error_summary({ count }) : state.summary,
  };
}

function fieldOf(path: string, open: number): string {
  if (path.startsWith('emails')) return 'emails';
  const [, place, field = 'permissions'] = path.split('.');
  if (path.startsWith('dates.')) return `whole_${place}`;
  if (!path.startsWith('parts')) return path;
  if (Number(place) !== open) return 'others';
  return field === 'services' || field === 'domains' ? `${field}_which` : field;
}
