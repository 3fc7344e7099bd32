import { Domain, Service, type Em } from '@mandate/db';
import type { GrantSpec, Slice } from '@mandate/policy';
import { inScope } from './scope.ts';

/** Names of containers for access sentences: undefined for what the reader may not view (S14). */
export type Names = (id: string) => string | undefined;

function idsIn(grants: readonly GrantSpec[], area: 'services' | 'domains', holder: boolean): string[] {
  const scopes = grants.flatMap((grant) => grant[area] ?? []);
  const given = scopes.flatMap((scope) => ('only' in scope ? scope.only : []));
  const exceptions = scopes.flatMap((scope) => ('except' in scope ? [new Set(scope.except)] : []));
  const excepted = [...new Set(exceptions.flatMap((ids) => [...ids]))];
  const givenElsewhere = (id: string) => exceptions.some((ids) => !ids.has(id));
  return [...new Set([...given, ...(holder ? excepted.filter(givenElsewhere) : excepted)])];
}

/**
 * The names that appear in `grants`, as far as `reader` may view them. Where `reader` is null the grants are the
 * reader's own: what they give is named, what they except is not, unless another of them gives it.
 */
export const namesIn = (
  em: Em,
  grants: readonly GrantSpec[],
  reader: Pick<Slice, 'scope'> | null,
): Promise<Names> => namesInEach(em, [grants], reader);

/** The same for several people or accounts at once: two statements, however many there are. */
export async function namesInEach(
  em: Em,
  sets: readonly (readonly GrantSpec[])[],
  reader: Pick<Slice, 'scope'> | null,
): Promise<Names> {
  const ids = (area: 'services' | 'domains') => [
    ...new Set(sets.flatMap((grants) => idsIn(grants, area, reader === null))),
  ];
  const [services, domains] = [ids('services'), ids('domains')];
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
