import { Domain, Service, type Em } from '@mandate/db';
import type { GrantSpec, Slice } from '@mandate/policy';
import { insideOf } from './scope.ts';

/** Names of containers for access sentences: undefined for what the reader may not view (S14), null for what is gone. */
export type Names = (id: string) => string | null | undefined;

/** Where the account's rows cannot be seen, or the past is told: what is not found is counted, not left out. */
export const orUnknown =
  (names: Names): Names =>
  (id) =>
    names(id) ?? undefined;

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
  const there = { fields: ['id', 'name'] } as const;
  const found = {
    services: services.length ? await em.find(Service, { id: services }, there) : [],
    domains: domains.length ? await em.find(Domain, { id: domains }, there) : [],
  };
  const asked = new Map<string, string | null | undefined>([...services, ...domains].map((id) => [id, null]));
  for (const area of ['services', 'domains'] as const) {
    const sees = reader ? insideOf(reader.scope(`${area}:view`)) : () => true;
    for (const { id, name } of found[area]) asked.set(id, sees(id) ? name : undefined);
  }
  return (id) => asked.get(id);
}
