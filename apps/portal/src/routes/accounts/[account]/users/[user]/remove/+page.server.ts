import { membersRemove } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { texts } from '#lib/access/draft.ts';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  removal: await locals.api.members.removal.query(params),
});

/** Each ticked grant as `user/grant`. */
const heirs = (data: FormData) =>
  texts(data, 'also_end').map((value) => {
    const [user = '', grant = ''] = value.split('/');
    return { user, grant };
  });

export const actions: Actions = {
  default: (event) => {
    const { account, user } = event.params;
    const read = (data: FormData) => ({ user, alsoEnd: heirs(data) });
    return submit(event, { schema: membersRemove, read }, async ({ input, api }) => {
      const shell = await api.accounts.shell.query({ account });
      const { name, sessions, cancelled } = await api.members.remove.mutate(input);
      const text = [
        ...(sessions > 0 ? [m.users_removed_sessions({ count: sessions })] : []),
        ...(cancelled > 0 ? [m.users_removed_invitations({ count: cancelled })] : []),
      ].join(' ');
      return done(`/accounts/${account}/users`, {
        strong: m.users_removed({ name, account: shell.account.name }),
        text,
        link: shell.permissions.includes('admin:users')
          ? { href: `/accounts/${account}/users/${user}/renew`, label: m.users_invite_again({ name }) }
          : undefined,
      });
    });
  },
};
