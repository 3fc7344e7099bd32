import { Invitation } from '@mandate/db';
import { lastMail } from '../../../auth/testing.ts';
import type { Caller } from '../../../testing.ts';
import type { Areas } from '../../areas.testing.ts';

interface Sent {
  results: { email: string; problem: string | null; whose?: string }[];
}
interface Seen {
  problem: string | null;
  inviter: string;
  owner: string;
}

/** People who are invited to see one domain of Acme, and what they do about it. */
export function guests(world: () => Areas, domain: () => string) {
  let number = 0;
  const fresh = () => `somebody-${(number += 1)}@studio.example`;
  const offer = (emails: string[]) => ({
    ...{ account: world().acme, emails, locale: 'en' },
    parts: [{ permissions: ['domains:view'], domains: { which: 'only', ids: [domain()] } }],
  });
  const send = (emails: string[], by: Caller = world().owner) =>
    by.mutate<Sent>('invitations.send', offer(emails));

  return {
    fresh,
    offer,
    send,
    open: (email: string) => world().em().count(Invitation, { email, state: 'open' }),
    stateOf: async (id: string) => (await world().em().findOneOrFail(Invitation, { id })).state,

    /** Who can give what is offered, and nothing else. */
    manager: () =>
      world().member(
        'Marek Novák',
        { permission: 'domains:view', domains: { only: [domain()] } },
        { permission: 'admin:users', admin: true },
      ),

    /** A person with a login for the invited address, and the hand-off of the mailed link. */
    invited: async (by: Caller = world().owner) => {
      const { api, em, make } = world();
      const email = fresh();
      const { error } = await send([email], by);
      if (error) throw new Error(error.code);
      const { token } = await lastMail(api, email);
      const shown = await (await api.as(null)).mutate<{ handOff: string }>('invitations.show', { token });
      const person = await make.user({ name: 'Ines', email });
      const carried = { 'x-mandate-hand-off': shown.data.handOff };
      const her = await api.as(person.id);
      const { id } = await em().findOneOrFail(Invitation, { email });
      return {
        ...{ id, email, her, person },
        accept: async () => (await her.mutate('invitations.accept', {}, carried)).error?.code ?? 'OK',
        seen: async () => (await her.query<Seen>('invitations.view', undefined, carried)).data,
      };
    },
  };
}
