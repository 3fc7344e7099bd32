import { HandOff, setContext, type Em } from '@mandate/db';
import { Refusal } from '../../errors.ts';
import { hashToken, looksLikeToken } from '../../auth/secret.ts';

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
  way: 'mailed' | 'copied';
}

/** The open invitation behind a hand-off cookie, and whether its token came from the mailbox. */
export async function invitationOfHandOff(em: Em, token: string | null): Promise<Pick<Row, 'email' | 'way'>> {
  if (token === null || !looksLikeToken(token)) throw new Refusal('INVITATION_UNKNOWN');
  const tokenHash = hashToken(token);
  await setContext(em, { tokenHash });
  const handOff = await em.findOne(HandOff, { tokenHash });
  if (!handOff) throw new Refusal('INVITATION_UNKNOWN');
  await setContext(em, { account: handOff.accountId });
  const [row] = await em.execute<Row[]>(
    `select i.email, i.state, i.expires_at <= clock_timestamp() as expired, h.way
     from hand_offs h join invitations i on i.account_id = h.account_id and i.id = h.invitation_id
     where h.token_hash = ? and h.expires_at > clock_timestamp()`,
    [tokenHash],
  );
  await setContext(em, { account: undefined, tokenHash: undefined });
  if (!row) throw new Refusal('INVITATION_UNKNOWN');
  if (row.state !== 'open') throw new Refusal(closed[row.state]);
  if (row.expired) throw new Refusal('INVITATION_EXPIRED');
  return { email: row.email, way: row.way };
}
