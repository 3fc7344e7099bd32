import { newId, type Em } from '@mandate/db';
import { Refusal } from '../errors.ts';
import { hashToken, newToken } from './secret.ts';

/** Hours a mailed token of each purpose is good for. */
const hours = { verify: 24, reset: 1, change: 24 } as const;

export type Purpose = keyof typeof hours;

/** Makes a token for a mail to `email`. Only the newest reset and change of a person work. */
export async function createEmailToken(
  em: Em,
  { purpose, userId, email }: { purpose: Purpose; userId: string; email: string },
): Promise<{ token: string; expiresAt: Date }> {
  if (purpose !== 'verify') await dropTokens(em, userId, [purpose]);
  const token = newToken();
  const [row] = await em.execute<[{ expires_at: string }]>(
    `insert into email_tokens (id, purpose, token_hash, user_id, email, created_at, expires_at)
     select ?, ?, ?, ?, ?, at, at + make_interval(hours => ?) from clock_timestamp() as at
     returning expires_at`,
    [newId('tok'), purpose, hashToken(token), userId, email, hours[purpose]],
  );
  return { token, expiresAt: new Date(row.expires_at) };
}

/** Uses a token up, once, for one purpose. @throws TOKEN_UNKNOWN, or TOKEN_EXPIRED when it was used or is too old. */
export async function consumeEmailToken(
  em: Em,
  purpose: Purpose,
  token: string,
): Promise<{ userId: string; email: string }> {
  const [row] = await em.execute<{ user_id: string; email: string }[]>(
    `update email_tokens set used_at = clock_timestamp()
     where token_hash = ? and purpose = ? and used_at is null and expires_at > clock_timestamp()
     returning user_id, email`,
    [hashToken(token), purpose],
  );
  if (row) return { userId: row.user_id, email: row.email };
  const known = await em.execute<object[]>(
    `select 1 from email_tokens where token_hash = ? and purpose = ?`,
    [hashToken(token), purpose],
  );
  throw new Refusal(known.length > 0 ? 'TOKEN_EXPIRED' : 'TOKEN_UNKNOWN');
}

/** Makes the unused tokens of a person worthless. */
export async function dropTokens(
  em: Em,
  userId: string,
  purposes: readonly Purpose[] = ['verify', 'reset', 'change'],
): Promise<void> {
  const marks = purposes.map(() => '?').join(', ');
  await em.execute(
    `update email_tokens set used_at = clock_timestamp()
     where user_id = ? and used_at is null and purpose in (${marks})`,
    [userId, ...purposes],
    'run',
  );
}
