import { ownershipAccept, ownershipOne } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import { pageOf, searchOf } from '#lib/server/query.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals: { api }, params: { account }, url }) => {
  const ownership = await api.ownership.get.query({ account });
  const choosing = ownership.mayOffer && ownership.offer?.state !== 'open';
  const people = choosing
    ? await api.ownership.candidates.query({ account, q: searchOf(url), page: pageOf(url) })
    : null;
  return { ownership, people };
};

export const actions: Actions = {
  withdraw: (event) =>
    submit(event, { id: 'withdraw', schema: ownershipOne }, async ({ input, api }) => {
      const { name: account } = (await api.accounts.shell.query(event.params)).account;
      const { name } = await api.ownership.withdraw.mutate(input);
      return done(event.url.pathname, {
        strong: m.ownership_withdrawn({ name }),
        text: m.ownership_withdrawn_text({ account }),
      });
    }),
  accept: (event) =>
    submit(event, { id: 'accept', schema: ownershipAccept }, async ({ input, api }) => {
      const { name: account, former, afterwards } = await api.ownership.accept.mutate(input);
      const text = afterwards === 'leaves' ? m.ownership_accepted_leaves : m.ownership_accepted_colleague;
      return done(event.url.pathname, {
        strong: m.ownership_accepted({ account }),
        text: text({ name: former }),
      });
    }),
  decline: (event) =>
    submit(event, { id: 'decline', schema: ownershipOne }, async ({ input, api }) => {
      const { name: account } = (await api.accounts.shell.query(event.params)).account;
      const { name } = await api.ownership.decline.mutate(input);
      return done(`/accounts/${event.params.account}`, {
        tone: 'info',
        strong: m.ownership_declined({ account }),
        text: m.ownership_declined_text({ name }),
      });
    }),
};
