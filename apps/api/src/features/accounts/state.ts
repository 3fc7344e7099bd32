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
  by?: string;
  reason?: string | undefined;
}

const kinds = { suspended: 'accountSuspended', resumed: 'accountResumed', closed: 'accountClosed' } as const;

/** Tells the owner by mail, and those with access as well when they cannot enter any more or can again. */
export async function tellOfState(work: Telling, everybody: boolean, about: About): Promise<void> {
  const { account } = work;
  const rows = await work.em.execute<{ id: string; email: string; locale: User['locale'] }[]>(
    `select u.id, u.email, u.locale from memberships m join users u on u.id = m.user_id
     where m.account_id = ? and m.ended_at is null and (? or u.id = ?) order by u.id`,
    [account.id, everybody, account.ownerUserId],
  );
  for (const { id, email, locale } of rows) {
    const owner = id === account.ownerUserId;
    const { by, reason } = about;
    await queueMail(work, {
      ...{ kind: kinds[about.change], to: email, locale, userId: id },
      ...{ account: { id: account.id }, resource: 'admin' },
      props: { accountId: account.id, accountName: account.name, owner, by, ...(owner ? { reason } : {}) },
    });
  }
}
