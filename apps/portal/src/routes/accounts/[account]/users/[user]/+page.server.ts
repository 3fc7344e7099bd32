import { membersChange, membersOne } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { partOf } from '#lib/access/choosing.ts';
import { draftOf, text, texts } from '#lib/access/draft.ts';
import type { Draft, Offer, Part } from '#lib/access/types.ts';
import { done, submit } from '#lib/server/forms.ts';
import { choosing, listsFor } from '#lib/server/picker.ts';
import { ApiRefusal } from '#lib/server/refusal.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params: { account, user } }) => {
  const { api, locale } = locals;
  const member = await api.members.get.query({ account, user });
  if (!member.may.change) return { member, picker: null };
  const offer = await api.members.offer.query({ account });
  const keep = member.parts.map((_part, place) => String(place)).slice(1);
  const draft = { ...draftOf(offer, member.parts[0], locale), keep, seen: String(member.epoch) };
  return { member, picker: { offer, draft, lists: await listsFor(api, account, draft) } };
};

const seenOf = (data: FormData | Draft) => Number(data instanceof FormData ? data.get('seen') : data.seen);

/** The picker's part, and those that the person keeps besides. */
async function changed({ locals, params }: RequestEvent, draft: Draft, offer: Offer) {
  const { parts } = await locals.api.members.get.query(params);
  const kept = parts.filter((_part, place) => place > 0 && draft.keep.includes(String(place)));
  const chosen = draft.permissions.length > 0 || kept.length === 0 ? [partOf(offer, draft)] : [];
  const fixed = { user: params.user, seen: seenOf(draft), parts: [...chosen, ...kept] };
  const messages = { 'parts.0.permissions': m.users_choose_or_remove };
  return { id: 'access', schema: membersChange, read: () => fixed, messages };
}

const here = ({ params }: RequestEvent) => `/accounts/${params.account}/users/${params.user}`;
const list = ({ params }: RequestEvent) => `/accounts/${params.account}/users`;

/** Somebody was quicker: the page shows what stands now, and says so. */
async function unlessMoved<Result>(event: RequestEvent, save: () => Promise<Result>) {
  try {
    return await save();
  } catch (cause) {
    if (!(cause instanceof ApiRefusal) || cause.code !== 'CHANGED_MEANWHILE') throw cause;
    return done(here(event), { tone: 'stop', strong: cause.message });
  }
}

/** The parts that stay for who may only take away, each with the new last day if it is earlier. */
async function shortened({ locals, params }: RequestEvent, data: FormData): Promise<Part[]> {
  const { parts } = await locals.api.members.get.query(params);
  const until = text(data, 'ends') === 'yes' ? text(data, 'until') : undefined;
  const earlier = (part: Part) => (until && !(part.until && part.until < until) ? { ...part, until } : part);
  return parts.filter((_part, place) => texts(data, 'keep').includes(String(place))).map(earlier);
}

export const actions: Actions = {
  draft: (event) => choosing(event, ({ again }) => again()),
  check: (event) =>
    choosing(event, async ({ draft, offer, again }) =>
      submit(event, await changed(event, draft, offer), ({ input, api }) =>
        unlessMoved(event, async () => {
          const { account, user, parts } = input;
          const check = await api.members.check.query({ account, user, parts });
          if (check.epoch !== input.seen)
            return done(here(event), { tone: 'stop', strong: m.refusals_changed_meanwhile() });
          return { ...(await again()), check };
        }),
      ),
    ),
  save: (event) =>
    choosing(event, async ({ draft, offer }) =>
      submit(event, await changed(event, draft, offer), ({ input, api }) =>
        unlessMoved(event, async () => {
          await api.members.change.mutate(input);
          return done(list(event), { strong: m.users_changed({ name: await nameOf(event) }) });
        }),
      ),
    ),
  reduce: async (event) => {
    const data = await event.request.clone().formData();
    const parts = await shortened(event, data);
    const read = () => ({ user: event.params.user, parts, seen: seenOf(data) });
    const messages = { parts: m.users_choose_or_remove };
    return submit(event, { id: 'reduce', schema: membersChange, read, messages }, ({ input, api }) =>
      unlessMoved(event, async () => {
        await api.members.reduce.mutate(input);
        return done(list(event), { strong: m.users_changed({ name: await nameOf(event) }) });
      }),
    );
  },
  suspend: (event) =>
    submit(event, { id: 'pause', schema: membersOne, fixed: { user: event.params.user } }, ({ input, api }) =>
      unlessMoved(event, async () => {
        const { name } = await api.members.suspend.mutate(input);
        return done(here(event), { strong: m.users_suspend_done({ name }) });
      }),
    ),
  resume: (event) =>
    submit(event, { id: 'pause', schema: membersOne, fixed: { user: event.params.user } }, ({ input, api }) =>
      unlessMoved(event, async () => {
        const { name } = await api.members.resume.mutate(input);
        return done(here(event), { strong: m.users_resume_done({ name }) });
      }),
    ),
};

const nameOf = async ({ locals, params }: RequestEvent) => (await locals.api.members.get.query(params)).name;
