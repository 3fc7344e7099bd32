import { domainsSetNameservers } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import { managed } from '../managed.ts';
import { readWords } from '../../tell.ts';
import { places } from './places.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => ({ domain: await managed(event) });

/** The filled places; the first two always count, so that each fault stands beside its own. */
function read(data: FormData) {
  const hosts = places.map(({ name }) => {
    const host = data.get(name);
    return typeof host === 'string' ? host.trim() : '';
  });
  return { nameservers: hosts.slice(0, Math.max(2, hosts.findLastIndex((host) => host !== '') + 1)) };
}

const labels = Object.fromEntries(
  places.map(({ name, number }) => [name, () => m.domains_nameserver({ number })]),
);
const messages = {
  nameservers: m.domains_nameservers_twice,
  ...Object.fromEntries(places.map(({ name }) => [name, m.domains_nameserver_wrong])),
};

export const actions: Actions = {
  default: (event) => {
    const fixed = { domain: event.params.domain };
    const options = { schema: domainsSetNameservers, fixed, read, messages, labels };
    return submit(event, options, async ({ api, input }) => {
      const { account, domain, page, activity } = await readWords(api, event.params);
      await api.domains.setNameservers.mutate(input);
      return done(page, {
        strong: m.domains_nameservers_saved({ domain, account }),
        text: m.domains_nameservers_saved_text(),
        link: activity,
      });
    });
  },
};
