import { setContext } from '@mandate/db';
import type { Work } from '../../context.ts';
import { Refusal } from '../../errors.ts';
import { handOffOf, stillOpened } from '../invitations/receiving.ts';

const closed = {
  accepted: 'INVITATION_ANSWERED',
  declined: 'INVITATION_ANSWERED',
  cancelled: 'INVITATION_CANCELLED',
  expired: 'INVITATION_EXPIRED',
} as const;

interface Row {
  email: string;
  state: keyof typeof closed | 'open';
  expired: boolean;
}

/** Whom the invitation behind the hand-off cookie is for, if it is open, and whether the mailbox gave its token. */
export async function invitedBy(ctx: Work): Promise<{ email: string; way: 'mailed' | 'copied' }> {
  const handOff = await handOffOf(ctx);
  if (!handOff) throw new Refusal('INVITATION_UNKNOWN');
  await setContext(ctx.em, { account: handOff.accountId });
  // held until the login is made: a mailbox that proved itself must not vouch for an address corrected meanwhile
  const [row] = await ctx.em.execute<Row[]>(
    `select email, state, expires_at <= clock_timestamp() as expired
     from invitations where account_id = ? and id = ? for share`,
    [handOff.accountId, handOff.invitationId],
  );
  if (!row || !(await stillOpened(ctx.em, handOff))) throw new Refusal('INVITATION_UNKNOWN');
  await setContext(ctx.em, { account: undefined, tokenHash: undefined });
  if (row.state !== 'open') throw new Refusal(closed[row.state]);
  if (row.expired) throw new Refusal('INVITATION_EXPIRED');
  return { email: row.email, way: handOff.way };
}
