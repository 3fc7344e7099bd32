import { appendEvent, inTransaction, lockRows, readFacts, User, type Em, type Orm } from '@mandate/db';
import { announceState, changeState, type StateChange } from './state.ts';

interface Provider {
  /** With the app's login: the provider's acts go by the same rules of rows as everybody's. */
  orm: Orm;
  env: { MAIL_KEY: string; ORIGIN: string };
}

export interface ProviderAct {
  account: string;
  change: StateChange;
  reason?: string | undefined;
}

/** What became of it: the account as it was, and whether it could be done. */
export interface ActedOn {
  done: boolean;
  name: string;
  before: 'active' | 'suspended' | 'closed';
  invitations: number;
  /** Nobody could enter as its owner: his login was deleted while the account was closed. */
  ownerGone?: true;
}

const loginDeleted = async (em: Em, id: string): Promise<boolean> =>
  (await em.findOneOrFail(User, { id })).deletedAt != null;

/**
 * The provider suspends, resumes or closes an account: state, what ends with it, mails and log in one transaction.
 * @returns null for an account that does not exist.
 */
export const actAsProvider = ({ orm, env }: Provider, act: ProviderAct): Promise<ActedOn | null> =>
  inTransaction(orm, { account: act.account }, async (em) => {
    await lockRows(em, { accountId: act.account, account: 'update' });
    const facts = await readFacts(em, { userId: '', accountId: act.account });
    if (!facts) return null;
    const { account } = facts;
    const before = account.state;
    const undone = { done: false, name: account.name, before, invitations: 0 };
    if (act.change === 'resumed' && (await loginDeleted(em, account.ownerUserId)))
      return { ...undone, ownerGone: true as const };
    const ended = await changeState(em, account.id, act.change);
    if (!ended) return undone;
    const everybody = act.change === 'closed' || before === 'closed';
    await announceState({ em, env, account }, everybody, { change: act.change, reason: act.reason });
    await appendEvent(em, {
      ...{ accountId: account.id, actorKind: 'provider', actorName: 'Mandate' },
      ...{ action: `account.${act.change}`, resource: 'admin' },
      data: {
        ...(act.reason ? { after: act.reason } : {}),
        ...{ cancelled: ended.invitations, offeredTo: ended.offeredTo },
      },
    });
    return { done: true, name: account.name, before, invitations: ended.invitations.length };
  });
