import type { Facts, Grant } from '../facts.ts';
import { mandateRules, type Rules } from './rules.ts';

// A second opinion, written from docs/semantics.md alone. It shares no code with the package, and takes what the policy
// files say as plain data: for Mandate from rules.ts, which was written by hand, for a random world from the world.

/** S4: an allow and no deny. */
export function mayByReference(
  facts: Facts,
  permission: string,
  resource: string,
  rules: Rules = mandateRules,
): boolean {
  if (denied(facts.account.state, permission, rules)) return false;
  if (facts.owner) return includes(rules.owner, permission, resource, rules);
  const { member, now } = facts;
  if (!member || member.suspended || member.ended || outside(member.start, member.end, now)) return false;
  return facts.grants.some(
    (grant) => !outside(grant.start, grant.end, now) && gives(grant, permission, resource, rules),
  );
}

/** S9, and S5 for denies: what implies a denied permission is denied with it. */
function denied(state: Facts['account']['state'], permission: string, rules: Rules): boolean {
  if (state === 'active') return false;
  return state === 'closed' || held([permission], rules).some((name) => !rules.whileSuspended.includes(name));
}

/** S10, S20: start included, end excluded. */
function outside(start: Date | null | undefined, end: Date | null | undefined, now: Date): boolean {
  return (start ? start > now : false) || (end ? end <= now : false);
}

/** S2, S3: a name, in the areas that the grant names, inside their scopes. */
function gives(grant: Grant, permission: string, resource: string, rules: Rules): boolean {
  const [area = '', id] = resource.split('/');
  const named: unknown = Object.entries(grant).find(([key]) => key === area)?.[1];
  if (rules.scoped.includes(area)) {
    const scope = named as { only?: string[]; except?: string[] } | null | undefined;
    if (scope?.only ? !id || !scope.only.includes(id) : !scope?.except || (id && scope.except.includes(id)))
      return false;
  } else if (named !== true) return false;
  const names = grant.preset ? (rules.presets[grant.preset] ?? []) : [grant.permission ?? ''];
  return includes(
    names.filter((name) => !rules.ownerOnly.includes(name)),
    permission,
    resource,
    rules,
  );
}

/** S5 for allows: the permission itself or one that implies it, where that one applies. */
function includes(names: readonly string[], permission: string, resource: string, rules: Rules): boolean {
  return held(names, rules).some((name) => {
    const there = name === permission || rules.there[name]?.includes(permission);
    return there && `${resource}/`.startsWith(`${rules.on[name] ?? name.split(':')[0]}/`);
  });
}

function held(names: readonly string[], rules: Rules): string[] {
  const all = new Set(names);
  for (const name of all) for (const next of rules.implied[name] ?? []) all.add(next);
  return [...all];
}
