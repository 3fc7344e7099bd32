import { createHash } from 'node:crypto';
import type { Invitation } from '@mandate/db';

/**
 * What an invitation offers, in short. Whoever answers or changes it says with this what was read; it has to be that
 * still once the row is held. The grants come from `jsonb`, which keeps the names in them in one order.
 */
export const digestOf = ({ id, accountId, email, grants }: Invitation): string =>
  createHash('sha256')
    .update(JSON.stringify([id, accountId, email, grants]))
    .digest('base64url')
    .slice(0, 22);
