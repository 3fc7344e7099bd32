import { Account, appendEvent, lockRows, Membership, setContext, type Em } from '@mandate/db';
import { cancelInvitationsOf } from '../../commands/upkeep/invitations.ts';

interface Leaver {
  id: string;
  name: string;
}

/** Accounts that are the person's own and not closed. */
export const ownsSomething = async (em: Em, userId: string): Promise<boolean> =>
  (await em.count(Account, { ownerUserId: userId, state: { $ne: 'closed' } })) > 0;

/**
 * Leaves every account of others. One after the other, each with its locks in the order of S13: a transaction that
 * holds rows of an account never waits for one of an account before it.
 */
export async function leaveAccounts(em: Em, leaver: Leaver): Promise<void> {
  const memberships = await em.find(
    Membership,
    { userId: leaver.id, endedAt: null },
    { fields: ['accountId'], orderBy: { accountId: 'asc' }, disableIdentityMap: true },
  );
  for (const { accountId } of memberships) await leave(em, accountId, leaver);
  await setContext(em, { account: undefined });
}

async function leave(em: Em, accountId: string, { id, name }: Leaver): Promise<void> {
  await setContext(em, { account: accountId });
  await lockRows(em, { accountId, account: 'share', members: { [id]: 'update' } });
  const left = await em.execute<object[]>(
    `update memberships m set ended_at = clock_timestamp(), end_reason = 'left', ended_by = user_id, epoch = epoch + 1
     where account_id = ? and user_id = ? and ended_at is null
       and not exists (select 1 from accounts a where a.id = m.account_id and a.owner_user_id = m.user_id)
     returning 1`,
    [accountId, id],
  );
  if (left.length === 0) return;
  await em.execute(
    `update grants set ended_at = clock_timestamp(), end_reason = 'left'
     where account_id = ? and user_id = ? and ended_at is null`,
    [accountId, id],
    'run',
  );
  const cancelled = await cancelInvitationsOf(em, accountId, id);
  const actor = { accountId, actorKind: 'user', actorUserId: id, actorName: name } as const;
  await appendEvent(em, { ...actor, action: 'member.left', subjectUserId: id, subjectName: name });
  for (const event of cancelled) await appendEvent(em, event);
}
