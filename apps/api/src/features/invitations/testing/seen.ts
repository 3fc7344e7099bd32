import { Invitation, type Em } from '@mandate/db';
import { digestOf } from '../digest.ts';

/** What a page carries that shows this invitation as it stands now. */
export const seen = async (em: Em, where: { id: string } | { email: string }): Promise<{ seen: string }> => ({
  seen: digestOf(await em.findOneOrFail(Invitation, where)),
});
