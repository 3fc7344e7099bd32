import type { GrantSpec, Scope } from '@mandate/policy';
import type { AccessInput } from '../../contract/grants.ts';
import type { Ground } from './judge.ts';
import type { Choice, PartPlan } from './steps.ts';

// What a plan of a play comes to with the services and domains that there are now.

export const day = 86_400_000;

/** The day, in the account's time zone, so many days from now. */
export const inDays = (days: number): string => dayOf(Date.now() + days * day);
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

const areas = ['services', 'domains', 'billing', 'support', 'admin'] as const;

function chosen({ which, ids }: Choice, all: readonly string[]): string[] {
  return which === 'all' ? [] : [...new Set(ids.map((n) => all[n % all.length]!))];
}

function scope(choice: Choice, all: readonly string[]): Scope {
  const named = chosen(choice, all);
  if (choice.which === 'only') return { only: named };
  return choice.later ? { except: named } : { only: all.filter((id) => !named.includes(id)) };
}

/** As the owner gave it at the beginning. */
export function specsOf(ground: Ground, plan: PartPlan): GrantSpec[] {
  const { preset, permissions, services, domains, from, days, without } = plan;
  const given: GrantSpec = {
    ...{ services: scope(services, ground.services), domains: scope(domains, ground.domains) },
    ...{ billing: true, support: true, admin: true },
    ...(from === undefined ? {} : { start: new Date(Date.now() + from * day) }),
    ...(days === undefined ? {} : { end: new Date(Date.now() + ((from ?? 0) + days) * day) }),
  };
  if (preset === undefined) return permissions.map((permission) => ({ ...given, permission }));
  const kept = Object.entries(given).filter(([area]) => !without.includes(area as (typeof without)[number]));
  return [{ ...Object.fromEntries(kept), preset }];
}

/** What the picker would send. */
export function inputsOf(ground: Ground, parts: readonly PartPlan[]): AccessInput[] {
  const choice = (one: Choice, all: readonly string[]) => ({
    which: one.which,
    ids: chosen(one, all),
    later: one.later,
  });
  return parts.map(({ preset, permissions, services, domains, from, days, without }) => ({
    ...(preset === undefined ? {} : { preset }),
    ...{ permissions, without: preset === undefined ? [] : without },
    services: choice(services, ground.services),
    domains: choice(domains, ground.domains),
    ...(from === undefined ? {} : { from: inDays(from) }),
    ...(days === undefined ? {} : { until: inDays((from ?? 0) + days) }),
  }));
}

function choiceOf(given: Scope | null | undefined) {
  if (!given) return undefined;
  if ('only' in given) return { which: 'only' as const, ids: [...given.only], later: false };
  return { which: 'except' as const, ids: [...given.except], later: true };
}

/** What somebody holds as the picker's form shows it, without one of them where there are several. */
export function lessOf(grants: readonly GrantSpec[], which: number, now: number): AccessInput[] {
  const kept = grants.length === 1 ? grants : grants.filter((_, n) => n !== which % grants.length);
  return kept.map((grant) => ({
    ...(grant.preset == null ? {} : { preset: grant.preset }),
    permissions: grant.permission == null ? [] : [grant.permission],
    without: grant.preset == null ? [] : areas.filter((area) => !grant[area]),
    services: choiceOf(grant.services),
    domains: choiceOf(grant.domains),
    ...(grant.start && grant.start.getTime() > now ? { from: dayOf(grant.start.getTime()) } : {}),
    ...(grant.end ? { until: dayOf(grant.end.getTime() - 1) } : {}),
  }));
}
