import { invitationsChange } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { partOf } from '#lib/access/choosing.ts';
import { draftOf } from '#lib/access/draft.ts';
import type { Draft, Offer } from '#lib/access/types.ts';
import { done, submit } from '#lib/server/forms.ts';
import { choosing, listsFor } from '#lib/server/picker.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params: { account, invitation: id } }) => {
  const { api, locale } = locals;
  const invitation = await api.invitations.get.query({ account, invitation: id });
  if (!invitation.may.change) return { invitation, picker: null };
  const offer = await api.members.offer.query({ account });
  const keep = invitation.parts.map((_part, place) => String(place)).slice(1);
  const draft = { ...draftOf(offer, invitation.parts[0], locale), keep };
  return { invitation, picker: { offer, draft, lists: await listsFor(api, account, draft) } };
};

/** The picker's part, and those that are kept besides. */
async function changed({ locals, params }: RequestEvent, draft: Draft, offer: Offer) {
  const { parts } = await locals.api.invitations.get.query(params);
  const kept = parts.filter((_part, place) => place > 0 && draft.keep.includes(String(place)));
  const chosen = draft.permissions.length > 0 || kept.length === 0 ? [partOf(offer, draft)] : [];
  const read = () => ({ invitation: params.invitation, parts: [...chosen, ...kept] });
  const messages = { 'parts.0.permissions': m.invite_choose_something };
  return { id: 'access', schema: invitationsChange, read, messages };
}

export const actions: Actions = {
  draft: (event) => choosing(event, ({ again }) => again()),
  check: (event) =>
    choosing(event, async ({ draft, offer, again }) =>
      submit(event, await changed(event, draft, offer), async ({ input, api }) => {
        const { account, parts } = input;
        const { email, locale } = await api.invitations.get.query(event.params);
        const check = await api.invitations.check.query({ account, emails: [email], locale, parts });
        return { ...(await again()), check };
      }),
    ),
  save: (event) =>
    choosing(event, async ({ draft, offer }) =>
      submit(event, await changed(event, draft, offer), async ({ input, api }) => {
        const { email } = await api.invitations.change.mutate(input);
        return done(`/accounts/${event.params.account}/users`, {
          strong: m.users_invitation_changed({ email }),
          text: m.users_invitation_changed_text(),
        });
      }),
    ),
};
