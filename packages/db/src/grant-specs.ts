import type { StoredGrant } from './entities/index.ts';
import type { GrantSpec, Scope } from './policy-types.ts';

function scope(value: Scope): { only: string[] } | { except: string[] } {
  return 'only' in value ? { only: [...value.only] } : { except: [...value.except] };
}

/** A grant as an invitation's row keeps it. */
export function storeGrant(spec: GrantSpec): StoredGrant {
  const { preset, permission, services, domains, billing, support, admin, start, end } = spec;
  return {
    ...(preset && { preset }),
    ...(permission && { permission }),
    ...(services && { services: scope(services) }),
    ...(domains && { domains: scope(domains) }),
    ...(billing && { billing }),
    ...(support && { support }),
    ...(admin && { admin }),
    ...(start && { start: start.toISOString() }),
    ...(end && { end: end.toISOString() }),
  };
}

/** A grant of an invitation's row as the policy takes it. */
export function restoreGrant(stored: StoredGrant): GrantSpec {
  const { start, end, ...rest } = stored;
  return {
    ...rest,
    ...(start !== undefined && { start: new Date(start) }),
    ...(end !== undefined && { end: new Date(end) }),
  };
}

/** The columns of a `grants` row for this grant. */
export function grantColumns(spec: GrantSpec) {
  return {
    preset: spec.preset ?? null,
    permission: spec.permission ?? null,
    services: spec.services ?? null,
    domains: spec.domains ?? null,
    billing: spec.billing ?? false,
    support: spec.support ?? false,
    admin: spec.admin ?? false,
    ...(spec.start && { startAt: spec.start }),
    endAt: spec.end ?? null,
  };
}
