import { Domain, Service, type Em } from '@mandate/db';
import type { Permission, Slice } from '@mandate/policy';

interface Asking {
  em: Em;
  account: { id: string };
  slice: Slice;
}

/** A grant whose containers are all gone is inert (S2): does what gives `permission` reach any that is there? */
export async function reaches({ em, account, slice }: Asking, permission: Permission): Promise<boolean> {
  const area = permission.split(':')[0];
  if (area !== 'services' && area !== 'domains') return true;
  // behind a guardrail a permission has no scope to look at; what may be viewed includes it (S5)
  const scope = slice.scope(slice.anywhere(permission) ? permission : `${area}:view`);
  if ('except' in scope) return true;
  const where = { id: { $in: scope.only }, accountId: account.id };
  const there = area === 'services' ? await em.count(Service, where) : await em.count(Domain, where);
  return there > 0;
}
