import type { Orm } from '@mandate/db';
import { createHash } from 'node:crypto';

const days = 30;

/** Kept beside the limits, which forget it when its time is over; neither address stands there in clear. */
const keyOf = (email: string, client: string): string =>
  `known:${createHash('sha256')
    .update(JSON.stringify([email, client]))
    .digest('base64url')}`;

/** Keeps in mind that whoever holds this login was let in from there. */
export async function know({ aside }: { aside: Orm }, email: string, client: string): Promise<void> {
  await aside.em.fork().execute(
    `insert into rate_limits (key, points, reset_at)
     values (?, 1, clock_timestamp() + make_interval(days => ?))
     on conflict (key) do update set reset_at = excluded.reset_at`,
    [keyOf(email, client), days],
    'run',
  );
}

export async function isKnown({ aside }: { aside: Orm }, email: string, client: string): Promise<boolean> {
  const rows = await aside.em
    .fork()
    .execute<object[]>(`select 1 from rate_limits where key = ? and reset_at > clock_timestamp()`, [
      keyOf(email, client),
    ]);
  return rows.length > 0;
}
