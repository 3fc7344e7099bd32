import { fail, isActionFailure, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { m } from '@mandate/messages';
import { todayIn, useSituation } from '#lib/access/choosing.ts';
import { fieldsOf, readDraft } from '#lib/access/draft.ts';
import type { Draft, Lists, Offer, Picked, ScopedArea } from '#lib/access/types.ts';
import type { FormState } from '#lib/types.ts';
import type { Api } from './api.ts';
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
  const again = async () => ({ draft, lists: await listsFor(api, account, draft) });
  const result = await run({ draft, offer, again });
  if (!failed(result)) return result;
  return fail(result.status, { ...named(result.data, draft), ...(await again()) });
}

const failed = (result: object): result is ActionFailure<FormState> => isActionFailure(result);

/** The contract speaks of parts and of single addresses; the form has other names for them. */
function named(state: FormState, draft: Draft): FormState {
  const errors: Record<string, string> = {};
  for (const [path, text] of Object.entries(state.errors)) errors[fieldOf(path)] ??= text;
  const values: FormState['values'] = {};
  for (const [name, value] of fieldsOf(draft))
    values[name] = name in values ? [values[name] ?? [], value].flat() : value;
  for (const area of ['services', 'domains'] as const) values[`${area}_q`] = draft[area].q;
  // the picker itself shows the day, since a situation may suggest one
  delete values.until;
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

function fieldOf(path: string): string {
  if (path.startsWith('emails')) return 'emails';
  const [, , field = 'permissions'] = path.split('.');
  if (!path.startsWith('parts')) return path;
  return field === 'services' || field === 'domains' ? `${field}_which` : field;
}
