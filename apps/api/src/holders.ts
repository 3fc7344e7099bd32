import type { Em } from '@mandate/db';
import { catalogue, loadSlice, presets } from '@mandate/policy';
import type { Bundle, Facts, GrantSpec, Permission, Slice } from '@mandate/policy';

export interface Condition {
  sql: string;
  values: unknown[];
}

const everywhere = {
  services: { except: [] },
  domains: { except: [] },
  billing: true,
  support: true,
  admin: true,
};

/** What somebody with this one grant may do, everywhere. */
const probe = (bundle: Bundle, grant: { preset: string } | { permission: string }): Promise<Slice> =>
  loadSlice(bundle, {
    ...{ userId: 'usr_probe', account: { id: 'acc_probe', state: 'active', epoch: 1 }, owner: false },
    member: { suspended: false, epoch: 1 },
    grants: [{ id: 'gra_probe', ...everywhere, ...grant }],
    now: new Date(),
  });

interface Probes {
  presets: [name: string, slice: Slice][];
  permissions: [name: string, slice: Slice][];
}
const known = new WeakMap<Bundle, Promise<Probes>>();

async function read(bundle: Bundle): Promise<Probes> {
  const found: Probes = { presets: [], permissions: [] };
  for (const { name } of presets(bundle)) found.presets.push([name, await probe(bundle, { preset: name })]);
  for (const { name, delegable } of catalogue(bundle).flatMap((area) => area.permissions))
    if (delegable) found.permissions.push([name, await probe(bundle, { permission: name })]);
  return found;
}

/** The presets and permissions that open something: asked of the policy once a bundle. */
async function openers(bundle: Bundle, open: (slice: Slice) => boolean) {
  if (!known.has(bundle)) known.set(bundle, read(bundle));
  const probes = await known.get(bundle)!;
  const names = (of: Probes['presets']) => of.filter(([, slice]) => open(slice)).map(([name]) => name);
  return { presets: names(probes.presets), permissions: names(probes.permissions) };
}

/** Would this grant open that there, whatever its dates and its scope of services and domains? */
export async function opens(
  bundle: Bundle,
  permission: Permission,
  on: string,
): Promise<(grant: GrantSpec) => boolean> {
  const by = await openers(bundle, (slice) => slice.can(permission, on));
  const [byPreset, byPermission] = [new Set(by.presets), new Set(by.permissions)];
  const [area = ''] = on.split('/');
  return (grant) =>
    Boolean(grant[area as keyof typeof everywhere]) &&
    (byPreset.has(grant.preset ?? '') || byPermission.has(grant.permission ?? ''));
}

const named = {
  services: `g.services is not null and g.services <> '{"only": []}'`,
  domains: `g.domains is not null and g.domains <> '{"only": []}'`,
  billing: 'g.billing',
  support: 'g.support',
  admin: 'g.admin',
} as const;

/** Grants `g` in force that open this, whatever their scope. */
export async function opening(bundle: Bundle, permission: Permission): Promise<Condition> {
  const by = await openers(bundle, (slice) => slice.anywhere(permission));
  return {
    sql: `g.ended_at is null and g.start_at <= now() and coalesce(g.end_at, 'infinity') > now()
      and (g.preset = any (string_to_array(?, ',')) or g.permission = any (string_to_array(?, ',')))`,
    values: [by.presets.join(','), by.permissions.join(',')],
  };
}

/** What anybody can do now in an account of this state: a guardrail denies it to all alike, the owner included. */
export const atMost = (bundle: Bundle, { account, now }: Pick<Facts, 'account' | 'now'>): Promise<Slice> =>
  loadSlice(bundle, {
    ...{ userId: 'usr_probe', account, owner: true, grants: [], now },
    member: { suspended: false, epoch: 1 },
  });

/** Can anybody do this now in an account of this state? */
export const possible = async (
  bundle: Bundle,
  facts: Pick<Facts, 'account' | 'now'>,
  permission: Permission,
): Promise<boolean> => (await atMost(bundle, facts)).anywhere(permission);

/** Grants `g` that reach this service or domain. */
function reaching(on: string): Condition {
  const [area = '', id] = on.split('/');
  const scope = area === 'services' ? 'g.services' : 'g.domains';
  return {
    sql: `(jsonb_exists(${scope} -> 'only', ?) or (${scope} -> 'except' is not null
      and not jsonb_exists(${scope} -> 'except', ?)))`,
    values: [id, id],
  };
}

/**
 * Members `m` of account `a` whose rows say that they may do this somewhere, or on this service or domain. Finds
 * candidates; whether one may is decided on his slice, never read off the rows.
 */
export async function holding(bundle: Bundle, permission: Permission, on?: string): Promise<Condition> {
  const by = await opening(bundle, permission);
  const [area = 'admin'] = permission.split(':');
  const reach = on === undefined ? { sql: named[area as keyof typeof named], values: [] } : reaching(on);
  return {
    sql: `(m.ended_at is null and (m.user_id = a.owner_user_id or (
      m.suspended_at is null and coalesce(m.start_at, '-infinity') <= now() and coalesce(m.end_at, 'infinity') > now()
      and exists (
        select 1 from grants g where g.account_id = m.account_id and g.user_id = m.user_id and ${by.sql}
          and ${reach.sql}))))`,
    values: [...by.values, ...reach.values],
  };
}

/** So many candidates are asked for each permission that somebody lacks. */
const most = 20;

/** For each permission, some members who hold it and manage users, by their rows; by name. */
export async function candidatesToGive(
  em: Em,
  bundle: Bundle,
  account: string,
  permissions: readonly Permission[],
): Promise<string[]> {
  const manage = await holding(bundle, 'admin:users');
  const each: Condition[] = [];
  for (const permission of new Set(permissions)) {
    const hold = await holding(bundle, permission);
    each.push({
      sql: `(select m.user_id as id from memberships m join accounts a on a.id = m.account_id
        join users u on u.id = m.user_id
        where m.account_id = ? and m.user_id <> a.owner_user_id and ${manage.sql} and ${hold.sql}
        order by u.name, u.id limit ${most})`,
      values: [account, ...manage.values, ...hold.values],
    });
  }
  if (each.length === 0) return [];
  const rows = await em.execute<{ id: string }[]>(
    each.map(({ sql }) => sql).join(' union '),
    each.flatMap(({ values }) => values),
  );
  return rows.map(({ id }) => id);
}
