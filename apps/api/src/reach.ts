import { Domain, Service, type Em } from '@mandate/db';
import type { GrantSpec, Permission, Slice } from '@mandate/policy';

interface Asking {
  em: Em;
  account: { id: string };
  slice: Slice;
}

type Scoped = 'services' | 'domains';

const scopedArea = (permission: Permission): Scoped | undefined => {
  const area = permission.split(':')[0];
  return area === 'services' || area === 'domains' ? area : undefined;
};

/** A grant whose containers are all gone is inert (S2): does what gives `permission` reach any that is there? */
export async function reaches({ em, account, slice }: Asking, permission: Permission): Promise<boolean> {
  const area = scopedArea(permission);
  if (!area) return true;
  // behind a guardrail a permission has no scope to look at; what may be viewed includes it (S5)
  const scope = slice.scope(slice.anywhere(permission) ? permission : `${area}:view`);
  if ('except' in scope) return true;
  const where = { id: { $in: scope.only }, accountId: account.id };
  const there = area === 'services' ? await em.count(Service, where) : await em.count(Domain, where);
  return there > 0;
}

/** Those of these permissions, each allowed somewhere, that reach something that is there: one statement for all. */
export async function reaching(
  { em, account, slice }: Asking,
  permissions: readonly Permission[],
): Promise<Permission[]> {
  const scopes = new Map<string, { area: Scoped; ids: string }>();
  const keyOf = (permission: Permission): string | undefined => {
    const [area, scope] = [scopedArea(permission), slice.scope(permission)];
    if (!area || 'except' in scope) return undefined;
    const ids = scope.only.join();
    scopes.set(`${area} ${ids}`, { area, ids });
    return `${area} ${ids}`;
  };
  const keys = permissions.map(keyOf);
  if (scopes.size === 0) return [...permissions];
  const asked = [...scopes.values()].map(
    ({ area }, index) =>
      `exists (select 1 from ${area} where account_id = ? and id = any (string_to_array(?, ','))) as "${index}"`,
  );
  const values = [...scopes.values()].flatMap(({ ids }) => [account.id, ids]);
  const [there] = await em.execute<Record<string, boolean>[]>(`select ${asked.join(', ')}`, values);
  const inert = new Set([...scopes.keys()].filter((_key, index) => there?.[index] !== true));
  return permissions.filter((_permission, index) => !inert.has(keys[index] ?? ''));
}

/** Which of many grants have anything left of what they name there, for this permission? One statement for all. */
export async function notInert(
  { em, account }: Omit<Asking, 'slice'>,
  permission: Permission,
  grants: readonly GrantSpec[],
): Promise<(grant: GrantSpec) => boolean> {
  const area = scopedArea(permission);
  if (!area) return () => true;
  const named = ({ [area]: scope }: GrantSpec) => (scope && 'only' in scope ? scope.only : undefined);
  const rows = await em.execute<{ id: string }[]>(
    `select id from ${area} where account_id = ? and id = any (string_to_array(?, ','))`,
    [account.id, [...new Set(grants.flatMap((grant) => named(grant) ?? []))].join()],
  );
  const there = new Set(rows.map(({ id }) => id));
  return (grant) => named(grant)?.some((id) => there.has(id)) ?? true;
}
