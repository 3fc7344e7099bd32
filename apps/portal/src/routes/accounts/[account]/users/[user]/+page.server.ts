import { membersChange, membersOne } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { datesIn, leftPreset, partsOf } from '#lib/access/choosing.ts';
import { draftOf, text, texts, wholeOf } from '#lib/access/draft.ts';
import type { Draft, Offer } from '#lib/access/types.ts';
import { done, submit } from '#lib/server/forms.ts';
import { choosing, part, pickedFor } from '#lib/server/picker.ts';
import { ApiRefusal } from '#lib/server/refusal.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params: { account, user } }) => {
  const { api, locale } = locals;
  const member = await api.members.get.query({ account, user });
  if (!member.may.change) return { member, picker: null };
  const offer = await api.members.offer.query({ account });
  const draft = {
    ...draftOf(offer, member.parts, locale),
    whole: wholeOf(member.dates),
    seen: String(member.epoch),
  };
  return { member, picker: { offer, ...(await pickedFor(api, account, draft)) } };
};

const seenOf = (data: FormData | Draft) => Number(data instanceof FormData ? data.get('seen') : data.seen);

/** All parts of the access, and the dates of the whole. */
function changed({ params }: RequestEvent, draft: Draft, offer: Offer) {
  const fixed = {
    user: params.user,
    seen: seenOf(draft),
    parts: partsOf(offer, draft),
    dates: datesIn(draft),
  };
  const messages = { [`parts.${draft.place}.permissions`]: m.users_choose_or_remove };
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

/** The parts that stay for who may only take away, as they are, and an earlier last day for all of them. */
async function shortened(event: RequestEvent) {
  const { locals, params } = event;
  const data = await event.request.clone().formData();
  const { parts, dates } = await locals.api.members.get.query(params);
  const kept = parts.filter((_part, place) => texts(data, 'keep').includes(String(place)));
  const until = text(data, 'ends') === 'yes' ? text(data, 'until') : dates.until;
  const read = () => ({ user: params.user, parts: kept, dates: { ...dates, until }, seen: seenOf(data) });
  const messages = { parts: m.users_choose_or_remove };
  const fields = ['keep', 'ends', 'until', 'seen'].flatMap((name) =>
    texts(data, name).map((value) => [name, value] as const),
  );
  return { fields, form: { id: 'reduce', schema: membersChange, read, messages } };
}

/** Somebody was quicker between showing and checking. */
const moved = (event: RequestEvent) =>
  done(here(event), { tone: 'stop', strong: m.refusals_changed_meanwhile() });

export const actions: Actions = {
  draft: (event) => choosing(event, ({ again }) => again()),
  part,
  check: (event) =>
    choosing(event, ({ draft, offer, again }) =>
      submit(event, changed(event, draft, offer), ({ input: { seen, ...input }, api }) =>
        unlessMoved(event, async () => {
          const check = await api.members.check.query(input);
          if (check.epoch !== seen) return moved(event);
          return { ...(await again()), check: { ...check, left: leftPreset(offer, draft) } };
        }),
      ),
    ),
  save: (event) =>
    choosing(event, ({ draft, offer }) =>
      submit(event, changed(event, draft, offer), ({ input, api }) =>
        unlessMoved(event, async () => {
          await api.members.change.mutate(input);
          return done(list(event), { strong: m.users_changed({ name: await nameOf(event) }) });
        }),
      ),
    ),
  checkReduction: async (event) => {
    const { form, fields } = await shortened(event);
    return submit(event, form, ({ input: { seen, ...input }, api }) =>
      unlessMoved(event, async () => {
        const check = await api.members.checkReduction.query(input);
        return check.epoch === seen ? { reduction: { check, fields } } : moved(event);
      }),
    );
  },
  reduce: async (event) => {
    const { form } = await shortened(event);
    return submit(event, form, ({ input, api }) =>
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
