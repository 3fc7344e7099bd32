import type { Em, Orm } from '@mandate/db';
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { Refusal } from '../errors.ts';
import { aside } from './aside.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * So many at once, refilled evenly over so many seconds: nobody is locked out for ever, and a stranger who tries
 * an address wears down his own allowance (address and client together) long before the address's.
 */
export const limits = {
  signIn: { times: 10, seconds: 15 * minute },
  signInAddress: { times: 100, seconds: hour },
  signInClient: { times: 300, seconds: 15 * minute },
  signUpClient: { times: 100, seconds: hour },
  /** Every mail that a stranger can cause to one address: sign-up, verification, reset. */
  mailToAddress: { times: 6, seconds: hour },
  resetClient: { times: 60, seconds: hour },
  /** Codes from mails: verification, reset, change of address. */
  codeClient: { times: 120, seconds: hour },
  showInvitation: { times: 120, seconds: hour },
  /** The password again, by somebody signed in. */
  reauthenticate: { times: 10, seconds: 15 * minute },
  emailChange: { times: 5, seconds: hour },
  openAccount: { times: 20, seconds: day },
  invitationsOfPerson: { times: 300, seconds: day },
  invitationsOfAccount: { times: 200, seconds: day },
  /** What one account may send to one address; the other one is what all of them together may. */
  invitationsToAddress: { times: 20, seconds: day },
  invitationsToMailbox: { times: 100, seconds: day },
  /** Mails about changes of one member's access; beyond it they are told together. */
  mailsToMember: { times: 6, seconds: hour },
  /** Each is told to both sides, and so is its withdrawal. */
  offersOfAccount: { times: 6, seconds: day },
  resendInvitation: { times: 5, seconds: hour },
  copyInvitation: { times: 20, seconds: hour },
} as const satisfies Record<string, { times: number; seconds: number }>;

export type Limit = keyof typeof limits;

/** Whom a limit counts for: the limit's name and what tells subjects apart. */
export type Count = readonly [limit: Limit, ...subject: string[]];

/** Addresses of one IPv6 network are one client. */
export function client(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  const [head = '', tail] = address.replace(/%.*$/, '').split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

const keyOf = ([limit, ...subject]: Count): string =>
  `${limit}:${createHash('sha256').update(JSON.stringify(subject)).digest('base64url')}`;

/**
 * Counts one try against each limit, at once and for good: over connections of their own, so that a refused call
 * counts as well, and in the database, so that all processes share them.
 * @throws TOO_MANY_REQUESTS with the seconds to wait.
 */
export async function count(ctx: { aside: Orm }, ...counts: Count[]): Promise<void> {
  for (const counted of counts) refuseAfter(await take(ctx.aside.em.fork(), counted));
}

/** As `count` for so many tries together: each limit has room for all of them, or none is counted anywhere. */
export const countAll = (ctx: { aside: Orm }, times: number, ...counts: Count[]): Promise<void> =>
  aside(ctx, async (em) => {
    for (const counted of counts) refuseAfter(await take(em, counted, times));
  });

function refuseAfter(retryAfter: number): void {
  if (retryAfter > 0) throw new Refusal('TOO_MANY_REQUESTS', { retryAfter });
}

/** As `count`, for what is left out when there was too much of it: no limit is asked after one that says no. */
export async function allowed(ctx: { aside: Orm }, ...counts: Count[]): Promise<boolean> {
  for (const counted of counts) if ((await take(ctx.aside.em.fork(), counted)) > 0) return false;
  return true;
}

/** @returns 0, or the seconds until so many tries more are counted. */
async function take(em: Em, counted: Count, tries = 1): Promise<number> {
  const { times, seconds } = limits[counted[0]];
  const share = seconds / times;
  const shares = tries * share;
  // reset_at is when the allowance is whole again: each try moves it by one share, never past the window
  const taken = await em.execute<object[]>(
    `insert into rate_limits as l (key, points, reset_at)
     values (?, ?, clock_timestamp() + make_interval(secs => ?))
     on conflict (key) do update set
       points = excluded.points + case when l.reset_at <= clock_timestamp() then 0 else l.points end,
       reset_at = greatest(l.reset_at, clock_timestamp()) + make_interval(secs => ?)
     where greatest(l.reset_at, clock_timestamp()) + make_interval(secs => ?)
       <= clock_timestamp() + make_interval(secs => ?)
     returning 1`,
    [keyOf(counted), tries, shares, shares, shares, seconds + share / 2],
  );
  if (taken.length > 0) return 0;
  const [row] = await em.execute<{ wait: number }[]>(
    `select extract(epoch from reset_at - clock_timestamp())::float8 as wait from rate_limits where key = ?`,
    [keyOf(counted)],
  );
  return Math.max(1, Math.ceil((row?.wait ?? 0) + shares - share / 2 - seconds));
}

/** Gives the whole allowance back, after a try that proved right. */
export async function forgive({ aside }: { aside: Orm }, counted: Count): Promise<void> {
  await aside.em.fork().execute(`delete from rate_limits where key = ?`, [keyOf(counted)], 'run');
}
