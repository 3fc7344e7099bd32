import { Domain, Service, type Em } from '@mandate/db';
import type { GrantSpec, Slice } from '@mandate/policy';
import { inScope } from './scope.ts';

/** Names of containers for access sentences: undefined for what the reader may not view (S14). */
export type Names = (id: string) => string | undefined;

function idsIn(grants: readonly GrantSpec[], area: 'services' | 'domains'): string[] {
  return grants.flatMap((grant) => {
    const scope = grant[area];
    if (!scope) return [];
    return 'only' in scope ? [...scope.only] : [...scope.except];
  });
}

/** The names that appear in `grants`, as far as `reader` may view them; everything named where `reader` is null. */
export async function namesIn(
  em: Em,
  grants: readonly GrantSpec[],
  reader: Pick<Slice, 'scope'> | null,
): Promise<Names> {
  const services = [...new Set(idsIn(grants, 'services'))];
  const domains = [...new Set(idsIn(grants, 'domains'))];
  const within = (view: 'services:view' | 'domains:view') => (reader ? inScope(reader.scope(view)) : {});
  const rows = [
    ...(services.length
      ? await em.find(
          Service,
          { $and: [{ id: services }, within('services:view')] },
          { fields: ['id', 'name'] },
        )
      : []),
    ...(domains.length
      ? await em.find(Domain, { $and: [{ id: domains }, within('domains:view')] }, { fields: ['id', 'name'] })
      : []),
  ];
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return (id) => names.get(id);
}
