import { membersRemove } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { texts } from '#lib/access/draft.ts';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  removal: await locals.api.members.removal.query(params),
});

/** Of each ticked person, the grants: `user/grant/grant`. */
const heirs = (data: FormData) =>
  texts(data, 'also_end').flatMap((value) => {
    const [user = '', ...grants] = value.split('/');
    return grants.map((grant) => ({ user, grant }));
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
