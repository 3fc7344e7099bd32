import type { MemberFacts } from '@mandate/db';
import type { GrantSpec } from '@mandate/policy';
import type { AccessDates, AccessInput } from '../../contract/grants.ts';
import { endOfDay, firstDay, lastDay, startOfDay } from '../../days.ts';
import { badInput } from '../../errors.ts';
import type { Working } from '../working.ts';
import { datesOfMember, type Dates, type Held } from './held.ts';

interface Days {
  from?: string | null | undefined;
  until?: string | null | undefined;
}

/**
 * Days as instants, in the account's time zone (S10). A day that one of the present instants lies on is that instant,
 * whatever hour it is: a form that is sent back as it was changes nothing.
 */
function spanOf(ctx: Working, { from, until }: Days, present: readonly Dates[], at: string): Dates {
  const { timeZone } = ctx.account;
  const stood = (day: string, instants: (Date | null | undefined)[], dayOf: typeof firstDay) =>
    instants.find((one) => one && one > ctx.now && dayOf(one, timeZone) === day);
  const start = from
    ? (stood(
        from,
        present.map((one) => one.start),
        firstDay,
      ) ?? startOfDay(from, timeZone))
    : undefined;
  const end = until
    ? (stood(
        until,
        present.map((one) => one.end),
        lastDay,
      ) ?? endOfDay(until, timeZone))
    : undefined;
  if (end && end <= ctx.now) throw badInput(`${at}.until`, present.length > 0 ? 'over' : 'past');
  if (end && start && end <= start) throw badInput(`${at}.until`, 'order');
  return { ...(start && start > ctx.now ? { start } : {}), ...(end ? { end } : {}) };
}

/** From when and until when a part gives what it gives. */
export const datesOf = (ctx: Working, part: AccessInput, at: string, { grants }: Held) =>
  spanOf(ctx, part, grants, at) as Pick<GrantSpec, 'start' | 'end'>;

/** The dates of a whole membership; left out, they stay as they are. */
export function membershipDates(ctx: Working, facts: MemberFacts, days: AccessDates | undefined): Dates {
  const present = datesOfMember(facts);
  return days ? spanOf(ctx, days, [present], 'dates') : present;
}
