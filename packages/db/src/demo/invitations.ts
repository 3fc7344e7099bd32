import { createHash, randomBytes } from 'node:crypto';
import { Invitation } from '../entities/index.ts';
import type { Locale } from '../entities/index.ts';
import { storeGrant } from '../grant-specs.ts';
import { newId } from '../ids.ts';
import type { GrantSpec } from '../policy-types.ts';
import type { DemoAccount } from './accounts.ts';
import { addMail } from './mails.ts';
import type { DemoMail } from './mails.ts';
import type { Seed } from './seed.ts';

/** An open invitation whose mail has gone out. Nobody knows its token: it is answered in the chooser, or resent. */
export function addInvitation(
  seed: Seed,
  account: DemoAccount,
  details: {
    email: string;
    grants: GrantSpec[];
    days: number;
    inviter?: { id: string; name: string };
    locale?: Locale;
    note?: string;
    mail?: Pick<DemoMail, 'state' | 'cause' | 'reason'>;
  },
): string {
  const { email, grants, days, inviter = account.owner, locale = 'en', note = null, mail } = details;
  const id = newId('ivt');
  const at = seed.ago(days, days === 0 ? undefined : 10, 2);
  const expiresAt = new Date(at.getTime() + 7 * 86_400_000);
  const tokenHash = createHash('sha256').update(randomBytes(32)).digest('hex');
  seed.add(Invitation, {
    ...{
      id,
      accountId: account.id,
      email,
      locale,
      note,
      inviterUserId: inviter.id,
      tokenHash,
      way: 'mailed',
    },
    ...{ grants: grants.map(storeGrant), expiresAt, lastSentAt: at, createdAt: at },
  });
  const subject =
    locale === 'fr'
      ? `${inviter.name} vous invite à travailler dans le compte ${account.name}`
      : `${inviter.name} invites you to work in the account ${account.name}`;
  addMail(seed, account, {
    kind: 'invitation',
    recipient: email,
    subject,
    at,
    locale,
    invitationId: id,
    ...mail,
  });
  return id;
}
