import { invitationsOne } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { longDay } from '#lib/dates.ts';
import { done, submit } from '#lib/server/forms.ts';
import { pageOf, searchOf } from '#lib/server/query.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const states = ['active', 'suspended', 'ending'] as const;

export const load: PageServerLoad = async ({ locals: { api }, params: { account }, url, parent }) => {
  const asked = url.searchParams.get('state');
  const state = states.find((one) => one === asked);
  const found = { account, q: searchOf(url), page: pageOf(url) };
  const on = searchOf(url, 'on');
  const [members, ended, invitations, over] = await Promise.all([
    api.members.list.query({ ...found, who: searchOf(url, 'who'), on, state }),
    asked === 'ended' ? api.members.ended.query(found) : null,
    api.invitations.list.query({ account, q: found.q, page: pageOf(url, 'invited') }),
    api.invitations.list.query({ account, q: found.q, over: true, page: pageOf(url, 'over') }),
  ]);
  const { shell } = await parent();
  const mayInvite = shell.permissions.includes('admin:users');
  const alone = members.total === 1 && invitations.total + over.total === 0 && url.search === '';
  const offer = alone && shell.owner && mayInvite ? await api.members.offer.query({ account }) : null;
  return { members, ended, invitations, over, mayInvite, situations: offer?.presets ?? null };
};

export const actions: Actions = {
  takeOver: (event) =>
    submit(event, { id: 'takeOver', schema: invitationsOne }, async ({ input, api }) => {
      const { email } = await api.invitations.takeOver.mutate(input);
      return done(`/accounts/${event.params.account}/users`, {
        strong: m.users_taken_over({ email }),
        text: m.users_taken_over_text(),
      });
    }),
  resend: (event) =>
    submit(event, { id: 'resend', schema: invitationsOne }, async ({ input, api }) => {
      const { account } = event.params;
      const { email, expiresAt } = await api.invitations.resend.mutate(input);
      const { timeZone } = (await api.accounts.shell.query({ account })).account;
      return done(`/accounts/${account}/users`, {
        strong: m.users_resent({ email }),
        text: m.users_resent_text({ date: longDay(expiresAt, timeZone) }),
      });
    }),
};
