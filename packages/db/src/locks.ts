import type { Em } from './orm.ts';

export type LockMode = 'share' | 'update';

export interface Locks {
  accountId: string;
  account?: LockMode | undefined;
  members?: Readonly<Record<string, LockMode>> | undefined;
  invitation?: { id: string; mode: LockMode } | undefined;
}

const strength = { share: 'for share', update: 'for update' } as const satisfies Record<LockMode, string>;

/**
 * Takes all locks of a mutation in the one order that everybody keeps: account, memberships by user id, invitation.
 * Rows that do not exist are not locked, and nothing is said about them: read again afterwards.
 */
export async function lockRows(em: Em, locks: Locks): Promise<void> {
  const { accountId, account, members = {}, invitation } = locks;
  if (account !== undefined) {
    await em.execute(`select 1 from accounts where id = ? ${strength[account]}`, [accountId]);
  }
  const users = Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [userId, mode] of users) {
    await em.execute(`select 1 from memberships where account_id = ? and user_id = ? ${strength[mode]}`, [
      accountId,
      userId,
    ]);
  }
  if (invitation !== undefined) {
    await em.execute(
      `select 1 from invitations where account_id = ? and id = ? ${strength[invitation.mode]}`,
      [accountId, invitation.id],
    );
  }
}
