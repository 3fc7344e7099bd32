import { emailAddress, invitationsSend, mostInvited } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { leftPreset, partsOf, todayIn, useSituation } from '#lib/access/choosing.ts';
import { draftOf, emptyDraft, readDraft } from '#lib/access/draft.ts';
import type { Draft, Offer } from '#lib/access/types.ts';
import type { Api } from '#lib/server/api.ts';
import { done, submit } from '#lib/server/forms.ts';
import { choosing, part, pickedFor, type Choosing } from '#lib/server/picker.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { resultOf } from './result.ts';

export const load: PageServerLoad = async ({ locals, params: { account }, url }) => {
  const offer = await locals.api.members.offer.query({ account });
  const like = url.searchParams.get('like');
  const wish = like
    ? await wishLike(locals.api, offer, { account, invitation: like })
    : wishOf(url.searchParams, offer, locals.locale);
  const draft = useSituation(offer, wish, todayIn(offer.timeZone));
  return { offer, most: mostInvited, ...(await pickedFor(locals.api, account, draft)) };
};

/** What a link wishes for: one of the situations, or a whole form (an access that is to be given again). */
function wishOf(query: URLSearchParams, offer: Offer, locale: string): Draft {
  if (query.has('emails')) return { ...readDraft(query), locale };
  const preset = offer.presets.find(({ name, held }) => name === query.get('preset') && held);
  return { ...emptyDraft(locale), situation: preset?.name ?? '' };
}

/** The same as an invitation that was declined. */
async function wishLike(
  api: Api,
  offer: Offer,
  which: { account: string; invitation: string },
): Promise<Draft> {
  const { email, locale, note, parts } = await api.invitations.get.query(which);
  return { ...draftOf(offer, parts, locale), emails: email, note: note ?? '' };
}

const addressesIn = ({ emails }: Draft) => [...new Set(emails.split(/[\s,;]+/).filter((one) => one !== ''))];

/** Names every address that is none: the form has one field for all of them. */
function wrongAddresses(emails: readonly string[]): string {
  const wrong = emails.filter((email) => !emailAddress.safeParse(email).success);
  return wrong.length > 1
    ? m.invite_wrong_addresses({ emails: wrong.join(', ') })
    : m.invite_wrong_address({ email: wrong.join() });
}

/** What was typed and chosen, as the contract reads it. */
function reading(draft: Draft, offer: Offer) {
  const emails = addressesIn(draft);
  return {
    id: 'invite',
    schema: invitationsSend,
    read: () => ({
      emails,
      locale: draft.locale,
      note: draft.note.trim() === '' ? undefined : draft.note,
      parts: partsOf(offer, draft),
    }),
    messages: {
      emails: () =>
        emails.length === 0
          ? m.invite_no_address()
          : m.invite_too_many({ written: emails.length, count: mostInvited }),
      [`parts.${draft.place}.permissions`]: () => m.invite_choose_something(),
      ...Object.fromEntries(emails.map((_email, at) => [`emails.${at}`, () => wrongAddresses(emails)])),
    },
  };
}

export const actions: Actions = {
  /** Ticks the boxes of a situation, searches, or comes back from the check page. */
  draft: (event) => choosing(event, ({ again }: Choosing) => again()),
  part,
  check: (event) =>
    choosing(event, ({ draft, offer, again }) =>
      submit(event, reading(draft, offer), async ({ input, api }) => ({
        ...(await again()),
        check: { ...(await api.invitations.check.query(input)), left: leftPreset(offer, draft) },
      })),
    ),
  send: (event) =>
    choosing(event, ({ draft, offer }) =>
      submit(event, reading(draft, offer), async ({ input, api }) => {
        const { results } = await api.invitations.send.mutate(input);
        return done(`/accounts/${event.params.account}/users`, resultOf(results));
      }),
    ),
};
