import {
  Account,
  appendEvent,
  lockRows,
  Membership,
  readFacts,
  setContext,
  User,
  type Em,
} from '@mandate/db';
import type { Work } from '../../context.ts';
import { queueMail } from '../../outbox/queue.ts';
import { cancelInvitationsOf } from '../invitations/cancelling.ts';
import { endMembership } from '../members/rights.ts';

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

async function leave(
  { em, env }: Pick<Work, 'em' | 'env'>,
  accountId: string,
  leaver: Leaver,
): Promise<void> {
  const of = { accountId, userId: leaver.id };
  await setContext(em, { account: accountId });
  await lockRows(em, { accountId, account: 'share', members: { [leaver.id]: 'update' } });
  const facts = await readFacts(em, { ...of, clock: 'clock_timestamp' });
  if (!facts?.member || facts.member.ended || facts.owner) return;
  const { account } = facts;
  await endMembership(em, of, 'left', leaver.id);
  const cancelled = await cancelInvitationsOf({ em, account }, leaver.id);
  const owner = await em.findOneOrFail(User, { id: account.ownerUserId });
  await queueMail(
    { em, env },
    {
      kind: 'accountLeft',
      to: owner.email,
      locale: owner.locale,
      account: { id: accountId },
      resource: 'admin',
      userId: owner.id,
      props: { accountId, accountName: account.name, personName: leaver.name, personEmail: leaver.email },
    },
  );
  await appendEvent(em, {
    accountId,
    actorKind: 'user',
    actorUserId: leaver.id,
    actorName: leaver.name,
    action: 'member.left',
    resource: 'admin',
    subjectUserId: leaver.id,
    subjectName: leaver.name,
    data: { before: facts.grants, cancelled },
  });
}
