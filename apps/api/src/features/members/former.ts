import { Grant, type Em, type MemberFacts } from '@mandate/db';
import { clipped, covers, cutToGiveable, mayTouch, type GrantSpec, type Scope } from '@mandate/policy';
import { endOfDay, firstDay } from '../../days.ts';
import { addDays } from '../calendar.ts';
import { namesIn, type Names } from '../names.ts';
import type { Working } from '../working.ts';
import { datesOfMember } from './held.ts';
import { groupsOf } from './parts.ts';
import { specOfRow } from './rows.ts';

/** What people held when their access ended: the grants that ended last, at one instant; one statement for all. */
export async function formerGrants(
  em: Em,
  accountId: string,
  users: readonly string[],
): Promise<Map<string, GrantSpec[]>> {
  const found = new Map<string, GrantSpec[]>();
  if (users.length === 0) return found;
  const last = await em.execute<{ id: string }[]>(
    // who was the owner at last held no grant: what he had been given before that is not what ended
    `select id from (
       select id, end_reason, ended_at = max(ended_at) over (partition by user_id) as last
       from grants where account_id = ? and user_id in (${users.map(() => '?').join(', ')})
         and ended_at is not null) ended
     where last and end_reason <> 'owner'`,
    [accountId, ...users],
  );
  const rows = await em.find(
    Grant,
    { accountId, id: last.map(({ id }) => id) },
    { orderBy: { createdAt: 'asc', id: 'asc' } },
  );
  for (const row of rows) found.set(row.userId, [...(found.get(row.userId) ?? []), specOfRow(row)]);
  return found;
}

const day = 86_400_000;

/** For as many days as it was given for, from today on; what has no end has none again. */
function anew(ctx: Working, grant: GrantSpec): GrantSpec {
  const { start, end, ...rest } = grant;
  if (!end) return rest;
  if (end > ctx.now) return { ...rest, end };
  const days = start ? Math.max(1, Math.round((end.getTime() - start.getTime()) / day)) : 1;
  const { timeZone } = ctx.account;
  return { ...rest, end: endOfDay(addDays(firstDay(ctx.now, timeZone), days - 1), timeZone) };
}

/** Without what has left the account; a grant of nothing else is not given again. */
function ofWhatIsThere(grants: readonly GrantSpec[], names: Names): GrantSpec[] {
  const there = (id: string) => typeof names(id) === 'string';
  const left = (scope: Scope | null | undefined) => {
    if (!scope) return scope;
    return 'only' in scope ? { only: scope.only.filter(there) } : { except: scope.except.filter(there) };
  };
  const nothing = (scope: Scope | null | undefined) =>
    scope != null && 'only' in scope && scope.only.length === 0;
  return grants
    .map((grant) => ({ ...grant, services: left(grant.services), domains: left(grant.domains) }))
    .filter(({ services, domains }) => !nothing(services) && !nothing(domains));
}

/**
 * Former grants as the picker's form shows them, to be given again by the asking person: cut to what he may give, of
 * what is still there, for as long as before. `whole`: nothing had to be left out.
 */
export async function givenAgain(ctx: Working, former: readonly GrantSpec[]) {
  const there = ofWhatIsThere(former, await namesIn(ctx.em, former, ctx.slice));
  const wanted = there.map((grant) => anew(ctx, grant));
  const given = cutToGiveable(ctx.bundle(), ctx.facts, wanted);
  const days = { timeZone: ctx.account.timeZone, now: ctx.now, reader: ctx.slice };
  const same = given.length === wanted.length && given.every((grant, index) => grant === wanted[index]);
  return {
    parts: groupsOf(given, days).map(({ part }) => part),
    whole: same && there.length === former.length,
  };
}

/** Is there anything of this that the asking person may give again to a member who does not hold it already? */
export function lacks(ctx: Working, facts: MemberFacts, former: readonly GrantSpec[], names: Names): boolean {
  if (!mayTouch(ctx.bundle(), ctx.facts, facts)) return false;
  const from = ctx.now;
  // for this moment: a renewal has an end of its own
  const end = new Date(from.getTime() + 1);
  const wanted = ofWhatIsThere(former, names).map((grant) => ({ ...grant, start: from, end }));
  const given = cutToGiveable(ctx.bundle(), ctx.facts, wanted);
  const held = clipped(facts.grants, datesOfMember(facts));
  return !covers(ctx.bundle(), { grants: held, from }, { grants: given, from, end });
}
