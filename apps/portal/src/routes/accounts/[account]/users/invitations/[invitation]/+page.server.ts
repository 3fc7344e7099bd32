import { invitationsChange } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { leftPreset, partsOf } from '#lib/access/choosing.ts';
import { draftOf } from '#lib/access/draft.ts';
import type { Draft, Offer } from '#lib/access/types.ts';
import { done, submit } from '#lib/server/forms.ts';
import { choosing, part, pickedFor } from '#lib/server/picker.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params: { account, invitation: id } }) => {
  const { api, locale } = locals;
  const invitation = await api.invitations.get.query({ account, invitation: id });
  if (!invitation.may.change) return { invitation, picker: null };
  const offer = await api.members.offer.query({ account });
  const draft = draftOf(offer, invitation.parts, locale);
  return { invitation, picker: { offer, ...(await pickedFor(api, account, draft)) } };
};

function changed({ params }: RequestEvent, draft: Draft, offer: Offer) {
  const read = () => ({ invitation: params.invitation, parts: partsOf(offer, draft) });
  const messages = { [`parts.${draft.place}.permissions`]: m.invite_choose_something };
  return { id: 'access', schema: invitationsChange, read, messages };
}

export const actions: Actions = {
  draft: (event) => choosing(event, ({ again }) => again()),
  part,
  check: (event) =>
    choosing(event, ({ draft, offer, again }) =>
      submit(event, changed(event, draft, offer), async ({ input, api }) => {
        const { account, parts } = input;
        const { email, locale } = await api.invitations.get.query(event.params);
        const check = await api.invitations.check.query({ account, emails: [email], locale, parts });
        return { ...(await again()), check: { ...check, left: leftPreset(offer, draft) } };
      }),
    ),
  save: (event) =>
    choosing(event, ({ draft, offer }) =>
      submit(event, changed(event, draft, offer), async ({ input, api }) => {
        const { email } = await api.invitations.change.mutate(input);
        return done(`/accounts/${event.params.account}/users`, {
          strong: m.users_invitation_changed({ email }),
          text: m.users_invitation_changed_text(),
        });
      }),
    ),
};
