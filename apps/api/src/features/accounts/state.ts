import { User, type Em } from '@mandate/db';
import { queueMail } from '../../outbox/queue.ts';
import { cancelOffer } from '../ownership/ending.ts';

export type StateChange = 'suspended' | 'resumed' | 'closed';
type State = 'active' | 'suspended' | 'closed';

const moves: Record<StateChange, { from: readonly State[]; to: State }> = {
  suspended: { from: ['active'], to: 'suspended' },
  resumed: { from: ['suspended', 'closed'], to: 'active' },
  closed: { from: ['active', 'suspended'], to: 'closed' },
};

export interface Ended {
  /** Addresses whose open invitations were cancelled. */
  invitations: string[];
  /** To whom the ownership was offered. */
  offeredTo: string[];
}

/**
 * Moves an account to another state and ends what cannot outlive it, in the caller's transaction, which holds the
 * account. Whatever decided on the former state is out of date. @returns null when the account is in no state for it.
 */
export async function changeState(em: Em, accountId: string, change: StateChange): Promise<Ended | null> {
  const { from, to } = moves[change];
  const moved = await em.execute<object[]>(
    `update accounts set state = ?, epoch = epoch + 1
     where id = ? and state in (${from.map(() => '?').join(', ')}) returning id`,
    [to, accountId, ...from],
  );
  if (moved.length === 0) return null;
  const invitations = change === 'closed' ? await cancelInvitations(em, accountId) : [];
  const offers = change === 'resumed' ? [] : await cancelOffer(em, accountId);
  const people = await em.find(User, { id: offers.map(({ toUserId }) => toUserId) }, { fields: ['name'] });
  return { invitations, offeredTo: people.map(({ name }) => name) };
}

/** Nobody enters a closed account, so nobody may be asked in any more (S9). */
async function cancelInvitations(em: Em, accountId: string): Promise<string[]> {
  const cancelled = await em.execute<{ email: string }[]>(
    `update invitations set state = 'cancelled', answered_at = date_trunc('milliseconds', clock_timestamp())
     where id in (select id from invitations where account_id = ? and state = 'open' order by id for update)
     returning email`,
    [accountId],
  );
  return cancelled.map(({ email }) => email).sort();
}

interface Telling {
  em: Em;
  env: { MAIL_KEY: string; ORIGIN: string };
  account: { id: string; name: string; ownerUserId: string };
}

interface About {
  change: StateChange;
  /** The owner who closed it; none when the provider did. */
  by?: string | undefined;
  reason?: string | undefined;
}

const kinds = { suspended: 'accountSuspended', resumed: 'accountResumed', closed: 'accountClosed' } as const;

/** Tells one person by mail what became of the account. */
export async function tellOfState(work: Telling, person: User, { change, by, reason }: About): Promise<void> {
  const { account } = work;
  const { id: userId, email: to, locale } = person;
  const owner = userId === account.ownerUserId;
  await queueMail(work, {
    ...{ kind: kinds[change], to, locale, userId, account: { id: account.id }, resource: 'admin' },
    props: { accountId: account.id, accountName: account.name, owner, by, ...(owner ? { reason } : {}) },
  });
}

/**
 * Tells the owner at once; everybody else when they cannot enter any more or can again. They may be thousands, so
 * upkeep tells them, and each keeps until then what there is to tell: nothing, where the opposite was not told yet.
 */
export async function announceState(work: Telling, everybody: boolean, about: About): Promise<void> {
  const { em, account } = work;
  await tellOfState(work, await em.findOneOrFail(User, { id: account.ownerUserId }), about);
  if (!everybody) return;
  const closed = about.by === undefined ? 'closed' : 'closed_by_owner';
  await em.execute(
    `update memberships set state_news = case when state_news is null then ? end
     where account_id = ? and ended_at is null and user_id <> ?`,
    [about.change === 'closed' ? closed : 'opened', account.id, account.ownerUserId],
    'run',
  );
}
