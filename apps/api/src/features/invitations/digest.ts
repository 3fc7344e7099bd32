import { createHash } from 'node:crypto';
import { canonical, type Invitation } from '@mandate/db';
import { Refusal } from '../../errors.ts';

type Offered = Pick<Invitation, 'id' | 'accountId' | 'email' | 'grants'>;

/** What an invitation offers, in short. */
export const digestOf = ({ id, accountId, email, grants }: Offered): string =>
  createHash('sha256')
    .update(canonical([id, accountId, email, grants]))
    .digest('base64url')
    .slice(0, 22);

/**
 * Whoever answers an invitation says with its digest what was read. It has to be that still once the row is held: in
 * the meantime another link may have been opened in the same browser, or the offer changed.
 */
export function assertSeen(invitation: Offered, seen: string, name = ''): void {
  if (digestOf(invitation) !== seen) throw new Refusal('STALE_PAGE', { words: { name } });
}
