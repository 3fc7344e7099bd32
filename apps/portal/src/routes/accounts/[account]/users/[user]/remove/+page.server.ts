import { membersRemove } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { draftOf, fieldsOf, texts } from '#lib/access/draft.ts';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  removal: await locals.api.members.removal.query(params),
});

/** Each ticked grant as `user/grant`. */
const heirs = (data: FormData) =>
  texts(data, 'also_end').map((value) => {
    const [user = '', grant = ''] = value.split('/');
    return { user, grant };
  });

/** The form of an invitation to the same access; a link can hold only so much. */
async function invitingAgain({ locals: { api, locale }, params }: RequestEvent): Promise<string | undefined> {
  const { account } = params;
  const { permissions } = await api.accounts.shell.query({ account });
  if (!permissions.includes('admin:users')) return undefined;
  const { email, parts } = await api.members.get.query(params);
  const offer = await api.members.offer.query({ account });
  const form = `/accounts/${account}/users/invite`;
  const draft = { ...draftOf(offer, parts[0], locale), emails: email };
  const whole = `${form}?${new URLSearchParams(fieldsOf(draft)).toString()}`;
  return whole.length < 1500 ? whole : `${form}?${new URLSearchParams({ emails: email }).toString()}`;
}

export const actions: Actions = {
  default: (event) => {
    const { account, user } = event.params;
    const read = (data: FormData) => ({ user, alsoEnd: heirs(data) });
    return submit(event, { schema: membersRemove, read }, async ({ input, api }) => {
      const shell = await api.accounts.shell.query({ account });
      const again = await invitingAgain(event);
      const { name, sessions, cancelled } = await api.members.remove.mutate(input);
      const text = [
        ...(sessions > 0 ? [m.users_removed_sessions({ count: sessions })] : []),
        ...(cancelled > 0 ? [m.users_removed_invitations({ count: cancelled })] : []),
      ].join(' ');
      return done(`/accounts/${account}/users`, {
        strong: m.users_removed({ name, account: shell.account.name }),
        text,
        link: again ? { href: again, label: m.users_invite_again({ name }) } : undefined,
      });
    });
  },
};
