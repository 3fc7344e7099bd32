import type { MemberFacts } from '@mandate/db';
import type { GrantSpec, Scope, Slice } from '@mandate/policy';
import type { AccessDates, AccessInput, ScopeChoice } from '../../contract/grants.ts';
import { firstDay, lastDay } from '../../days.ts';

/** What the reader's own scope leaves out is not his to see (S14); sent back, it is left out for him anyway. */
function choiceOf(scope: Scope | null | undefined, own: Scope): ScopeChoice | undefined {
  if (!scope) return undefined;
  if ('only' in scope) return { which: 'only', ids: [...scope.only], later: false };
  const hidden = new Set('except' in own ? own.except : []);
  const ids = scope.except.filter((id) => !hidden.has(id));
  return { which: ids.length ? 'except' : 'all', ids, later: true };
}

/** Same scopes and dates: permissions that were chosen together read as one part again. */
function sameFrame(a: AccessInput, b: AccessInput): boolean {
  if (a.from !== b.from || a.until !== b.until) return false;
  return (['services', 'domains'] as const).every(
    (area) => !a[area] || !b[area] || JSON.stringify(a[area]) === JSON.stringify(b[area]),
  );
}

const areas = ['services', 'domains', 'billing', 'support', 'admin'] as const;

/** The dates of a whole membership, as days; a first day that has passed says nothing any more. */
export const daysOfMember = (
  { member }: MemberFacts,
  { timeZone, now }: { timeZone: string; now: Date },
): AccessDates => ({
  from: member.start && member.start > now ? firstDay(member.start, timeZone) : null,
  until: member.end ? lastDay(member.end, timeZone) : null,
});

/** Grants as the picker's form shows them, the way back from `grantsFrom`; each part with its grants. */
export function groupsOf(
  grants: readonly GrantSpec[],
  { timeZone, now, reader }: { timeZone: string; now: Date; reader: Pick<Slice, 'scope'> },
): { part: AccessInput; grants: GrantSpec[] }[] {
  const groups: { part: AccessInput; grants: GrantSpec[] }[] = [];
  for (const grant of grants) {
    const part: AccessInput = {
      permissions: grant.permission ? [grant.permission] : [],
      // what a live preset does not name is not given, whatever the preset gains there
      without: grant.preset ? areas.filter((area) => !grant[area]) : [],
      ...(grant.preset ? { preset: grant.preset } : {}),
      ...(grant.services ? { services: choiceOf(grant.services, reader.scope('services:view')) } : {}),
      ...(grant.domains ? { domains: choiceOf(grant.domains, reader.scope('domains:view')) } : {}),
      ...(grant.start && grant.start > now ? { from: firstDay(grant.start, timeZone) } : {}),
      ...(grant.end ? { until: lastDay(grant.end, timeZone) } : {}),
    };
    const twin = part.preset
      ? undefined
      : groups.find((other) => !other.part.preset && sameFrame(other.part, part));
    if (twin) {
      twin.part = { ...part, ...twin.part, permissions: [...twin.part.permissions, ...part.permissions] };
      twin.grants.push(grant);
    } else groups.push({ part, grants: [grant] });
  }
  return groups;
}
