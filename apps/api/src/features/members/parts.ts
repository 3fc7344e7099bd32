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

interface Frame {
  dates: string;
  services?: string;
  domains?: string;
}

/** Dates and scopes as texts: somebody may hold hundreds of grants, each to be told from all others. */
const frameOf = ({ from, until, services, domains }: AccessInput): Frame => ({
  dates: `${from} ${until}`,
  ...(services ? { services: JSON.stringify(services) } : {}),
  ...(domains ? { domains: JSON.stringify(domains) } : {}),
});

/** Same scopes and dates: permissions that were chosen together read as one part again. */
const sameFrame = (a: Frame, b: Frame): boolean =>
  a.dates === b.dates &&
  (['services', 'domains'] as const).every((area) => !a[area] || !b[area] || a[area] === b[area]);

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
export function groupsOf<G extends GrantSpec>(
  grants: readonly G[],
  { timeZone, now, reader }: { timeZone: string; now: Date; reader: Pick<Slice, 'scope'> },
): { part: AccessInput; grants: G[] }[] {
  const groups: { part: AccessInput; grants: G[]; frame: Frame }[] = [];
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
    const frame = frameOf(part);
    const twin = part.preset
      ? undefined
      : groups.find((other) => !other.part.preset && sameFrame(other.frame, frame));
    if (twin) {
      twin.part = { ...part, ...twin.part, permissions: [...twin.part.permissions, ...part.permissions] };
      twin.frame = { ...frame, ...twin.frame };
      twin.grants.push(grant);
    } else groups.push({ part, grants: [grant], frame });
  }
  return groups;
}
