import { lockRows, type Em } from '@mandate/db';
import type { Raw } from './targets.ts';

type Strength = 'share' | 'update';

/** Rows a mutation locks before it decides, at final strength. */
export interface Locks {
  account?: Strength;
  /** User ids whose memberships are held or changed. */
  members?: Record<string, Strength>;
  invitation?: string;
}

/** Ids in the raw input may be anything; only well-formed ones are locked. */
export type LocksOf = (raw: Raw, userId: string) => Locks;

/** Takes everything in the one order of S13: account, memberships by user id, invitation. */
export async function lockFor(
  em: Em,
  who: { accountId: string; userId: string },
  { account = 'share', members = {}, invitation }: Locks = {},
): Promise<void> {
  await lockRows(em, {
    accountId: who.accountId,
    account,
    members: { [who.userId]: 'share', ...members },
    invitation: invitation ? { id: invitation, mode: 'update' } : undefined,
  });
}
