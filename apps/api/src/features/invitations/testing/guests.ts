import { Invitation } from '@mandate/db';
import { untilWaiting } from '@mandate/db/testing';
import { lastMail } from '../../../auth/testing.ts';
import type { Caller } from '../../../testing.ts';
import type { Areas } from '../../areas.testing.ts';
import { seen } from './seen.ts';

interface Sent {
  results: { email: string; problem: string | null; whose?: string }[];
}
interface View {
  seen: string;
  problem: string | null;
  inviter: string;
  owner: string;
  who: string[];
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

    /** Lets `late` come when `first` has done everything but the log's entry. @returns both answers. */
    during: async <First, Late>(first: () => Promise<First>, late: () => Promise<Late>) => {
      const head = world().em();
      await head.begin();
      await head.execute(`select 1 from activity_heads where account_id = ? for update`, [world().acme]);
      const begun = first();
      await untilWaiting(world().em());
      const second = late();
      await untilWaiting(world().em(), 2);
      await head.rollback();
      return [await begun, await second] as const;
    },

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
      const answer = await seen(em(), { id });
      return {
        ...{ id, email, her, person, carried, answer },
        accept: async () => (await her.mutate('invitations.accept', answer, carried)).error?.code ?? 'OK',
        view: async () => (await her.query<View>('invitations.view', undefined, carried)).data,
      };
    },
  };
}
