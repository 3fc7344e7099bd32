import { Account, lockRows, Membership, readFacts, setContext, type Em } from '@mandate/db';
import type { Work } from '../../context.ts';
import { leaveAccount } from '../accounts/leaving.ts';

interface Leaver {
  id: string;
  name: string;
  email: string;
}

/** Accounts that are the person's own and not closed. */
export const ownsSomething = async (em: Em, userId: string): Promise<boolean> =>
  (await em.count(Account, { ownerUserId: userId, state: { $ne: 'closed' } })) > 0;

/**
 * Leaves every account of others. One after the other, each with its locks in the order of S13: a transaction that
 * holds rows of an account never waits for one of an account before it.
 */
export async function leaveAccounts({ em, env }: Pick<Work, 'em' | 'env'>, leaver: Leaver): Promise<void> {
  const memberships = await em.find(
    Membership,
    { userId: leaver.id, endedAt: null },
    { fields: ['accountId'], orderBy: { accountId: 'asc' }, disableIdentityMap: true },
  );
  for (const { accountId } of memberships) await leave({ em, env }, accountId, leaver);
  await setContext(em, { account: undefined });
}

async function leave({ em, env }: Pick<Work, 'em' | 'env'>, accountId: string, user: Leaver): Promise<void> {
  await setContext(em, { account: accountId });
  await lockRows(em, { accountId, account: 'share', members: { [user.id]: 'update' } });
  const facts = await readFacts(em, { userId: user.id, accountId, clock: 'clock_timestamp' });
  if (!facts?.member || facts.member.ended || facts.owner) return;
  await leaveAccount({ em, env, user, facts, account: facts.account });
}
