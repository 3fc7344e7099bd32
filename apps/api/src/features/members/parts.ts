import type { GrantSpec, Scope } from '@mandate/policy';
import type { AccessInput, ScopeChoice } from '../../contract/grants.ts';
import { firstDay, lastDay } from '../../days.ts';

function choiceOf(scope: Scope | null | undefined): ScopeChoice | undefined {
  if (!scope) return undefined;
  if ('only' in scope) return { which: 'only', ids: [...scope.only], later: false };
  return { which: scope.except.length ? 'except' : 'all', ids: [...scope.except], later: true };
}

/** Same scopes and dates: permissions that were chosen together read as one part again. */
function sameFrame(a: AccessInput, b: AccessInput): boolean {
  if (a.from !== b.from || a.until !== b.until) return false;
  return (['services', 'domains'] as const).every(
    (area) => !a[area] || !b[area] || JSON.stringify(a[area]) === JSON.stringify(b[area]),
  );
}

/** Grants as the picker's form shows them, the way back from `grantsFrom`; each part with its grants. */
export function groupsOf(
  grants: readonly GrantSpec[],
  { timeZone, now }: { timeZone: string; now: Date },
): { part: AccessInput; grants: GrantSpec[] }[] {
  const groups: { part: AccessInput; grants: GrantSpec[] }[] = [];
  for (const grant of grants) {
    const part: AccessInput = {
      permissions: grant.permission ? [grant.permission] : [],
      ...(grant.preset ? { preset: grant.preset } : {}),
      ...(grant.services ? { services: choiceOf(grant.services) } : {}),
      ...(grant.domains ? { domains: choiceOf(grant.domains) } : {}),
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
