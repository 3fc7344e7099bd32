import { Account, lockRows, type Em } from '@mandate/db';
import type { Raw } from './targets.ts';

type Strength = 'share' | 'update';

/** Rows a mutation locks before it decides, at final strength. */
export interface Locks {
  account?: Strength;
  /** User ids whose memberships are held or changed. */
  members?: Record<string, Strength>;
  invitation?: string;
  /** The owner's membership as well, whoever that is: found beforehand, so to be read again. */
  owner?: Strength;
}

/** Ids in the raw input may be anything; only well-formed ones are locked. */
export type LocksOf = (raw: Raw, userId: string) => Locks;

/** Takes everything in the one order of S13: account, memberships by user id, invitation. */
export async function lockFor(
  em: Em,
  who: { accountId: string; userId: string },
  { account = 'share', members = {}, invitation, owner }: Locks = {},
): Promise<void> {
  const found = owner ? await em.findOne(Account, { id: who.accountId }, { disableIdentityMap: true }) : null;
  await lockRows(em, {
    accountId: who.accountId,
    account,
    members: {
      [who.userId]: 'share',
      ...(found && owner ? { [found.ownerUserId]: owner } : {}),
      ...members,
    },
    invitation: invitation ? { id: invitation, mode: 'update' } : undefined,
  });
}
