import { Command, Domain, Invitation, Invoice, Membership, Service, Ticket } from '@mandate/db';
import type { z } from 'zod';
import { reauthenticate } from '../../auth/reauthenticate.ts';
import type { accountsClose } from '../../contract/accounts.ts';
import { Refusal } from '../../errors.ts';
import { latestOffer } from '../ownership/queries.ts';
import { record, type Working } from '../working.ts';
import { announceState, changeState } from './state.ts';

/** Of each kind the page names so many, and counts the rest. */
const named = 10;

/** A page shows several spaces, and those that do not break, as one. */
const spoken = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim();

/** All that ends, or runs out by itself, with the account: for the page that asks. */
export async function closing(ctx: Working) {
  const { em, account } = ctx;
  const mine = { accountId: account.id };
  const running = { ...mine, state: { $ne: 'cancelled' as const } };
  const [services, serviceCount] = await em.findAndCount(Service, running, {
    ...{ fields: ['name', 'renewsOn'], orderBy: { renewsOn: 'asc', id: 'asc' }, limit: named },
  });
  const [domains, domainCount] = await em.findAndCount(Domain, mine, {
    ...{ fields: ['name', 'expiresOn'], orderBy: { expiresOn: 'asc', id: 'asc' }, limit: named },
  });
  const offer = await latestOffer(ctx);
  return {
    members: (await em.count(Membership, { ...mine, endedAt: null })) - 1,
    invitations: await em.count(Invitation, { ...mine, state: 'open' }),
    offeredTo: offer?.state === 'open' ? offer.to : null,
    services: {
      total: serviceCount,
      items: services.map(({ name, renewsOn }) => ({ name, until: renewsOn })),
    },
    domains: {
      total: domainCount,
      items: domains.map(({ name, expiresOn }) => ({ name, until: expiresOn })),
    },
    invoicesDue: await em.count(Invoice, { ...mine, state: 'due' }),
    ticketsOpen: await em.count(Ticket, { ...mine, state: { $ne: 'closed' } }),
    underWay: await em.count(Command, { ...mine, state: ['requested', 'running'] }),
  };
}

/**
 * The owner closes the account for good. What the provider was asked before is carried out; what is paid for runs on
 * until its day; nobody enters, and only the provider can open it again.
 */
export async function closeAccount(ctx: Working, { name, password }: z.output<typeof accountsClose>) {
  const { account, user } = ctx;
  if (spoken(name) !== spoken(account.name)) throw new Refusal('ACCOUNT_NAME_MISMATCH');
  await reauthenticate(ctx, password);
  const ended = await changeState(ctx.em, account.id, 'closed');
  if (!ended) throw new Refusal('ACCOUNT_STATE');
  await announceState(ctx, true, { change: 'closed', by: user.name });
  await record(ctx, {
    ...{ action: 'account.closed', resource: 'admin' },
    data: { cancelled: ended.invitations, offeredTo: ended.offeredTo },
  });
  return { name: account.name };
}
