import { invitationsChange } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { leftPreset, partsOf } from '#lib/access/choosing.ts';
import { draftOf } from '#lib/access/draft.ts';
import type { Draft, Offer } from '#lib/access/types.ts';
import { done, submit } from '#lib/server/forms.ts';
import { choosing, part, pickedFor } from '#lib/server/picker.ts';
import { ApiRefusal } from '#lib/server/refusal.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.ts';
import { over } from './over.ts';

export const load: PageServerLoad = async (event) => {
  const { api, locale } = event.locals;
  const { account, invitation: id } = event.params;
  const invitation = await api.invitations.get.query({ account, invitation: id });
  if (invitation.state !== 'open') over(event, invitation);
  if (!invitation.may.change) return { invitation, picker: null };
  const offer = await api.members.offer.query({ account });
  const draft = { ...draftOf(offer, invitation.parts, locale), seen: invitation.seen };
  return { invitation, picker: { offer, ...(await pickedFor(api, account, draft)) } };
};

function changed({ params }: RequestEvent, draft: Draft, offer: Offer) {
  const read = () => ({
    ...{ invitation: params.invitation, seen: draft.seen },
    parts: partsOf(offer, draft),
  });
  const messages = { [`parts.${draft.place}.permissions`]: m.invite_choose_something };
  return { id: 'access', schema: invitationsChange, read, messages };
}

/** Somebody was quicker: the page shows what is offered now, and says so. */
const moved = ({ params: { account, invitation } }: RequestEvent, strong: string) =>
  done(`/accounts/${account}/users/invitations/${invitation}`, { tone: 'stop', strong });

export const actions: Actions = {
  draft: (event) => choosing(event, ({ again }) => again()),
  part,
  check: (event) =>
    choosing(event, ({ draft, offer, again }) =>
      submit(event, changed(event, draft, offer), async ({ input, api }) => {
        const { seen, ...wanted } = input;
        const check = await api.invitations.checkChange.query(wanted);
        if (check.seen !== seen) return moved(event, m.refusals_changed_meanwhile());
        return { ...(await again()), check: { ...check, left: leftPreset(offer, draft) } };
      }),
    ),
  save: (event) =>
    choosing(event, ({ draft, offer }) =>
      submit(event, changed(event, draft, offer), async ({ input, api }) => {
        try {
          const { email } = await api.invitations.change.mutate(input);
          return done(`/accounts/${event.params.account}/users`, {
            strong: m.users_invitation_changed({ email }),
            text: m.users_invitation_changed_text(),
          });
        } catch (cause) {
          if (!(cause instanceof ApiRefusal) || cause.code !== 'CHANGED_MEANWHILE') throw cause;
          return moved(event, cause.message);
        }
      }),
    ),
};
