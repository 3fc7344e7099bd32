import { Domain, Service } from '@mandate/db';
import type { GrantSpec, Scope } from '@mandate/policy';
import type { AccessInput, ScopeChoice } from '../../contract/grants.ts';
import { badInput } from '../../errors.ts';
import { inScope } from '../scope.ts';
import type { Working } from '../working.ts';
import type { Held } from './held.ts';

type ScopedArea = 'services' | 'domains';

/** Ids of this area's containers that the giver sees: all of them, or those among `ids`. */
async function seen(ctx: Working, area: ScopedArea, ids?: string[]): Promise<string[]> {
  const { id: accountId } = ctx.account;
  const where = {
    $and: [{ accountId, ...(ids ? { id: { $in: ids } } : {}) }, inScope(ctx.slice.scope(`${area}:view`))],
  };
  const rows =
    area === 'services'
      ? await ctx.em.find(Service, where, { fields: ['id'] })
      : await ctx.em.find(Domain, where, { fields: ['id'] });
  return rows.map((row) => row.id);
}

interface Known {
  /** Ids that parts may name. */
  ids: ReadonlySet<string>;
  /** All that the giver sees today, looked up once however many parts ask. */
  all(): Promise<readonly string[]>;
}
export type Nameable = Readonly<Record<ScopedArea, Known>>;

/**
 * Of the ids in `parts` those that the giver sees, and those that the other person's grants name already: one of a
 * container that is gone may stay as it is. A statement an area at most, however many parts there are.
 */
export async function nameable(
  ctx: Working,
  parts: readonly AccessInput[],
  { grants }: Held,
): Promise<Nameable> {
  const known = async (area: ScopedArea): Promise<Known> => {
    const scopes = grants.flatMap((grant) => grant[area] ?? []);
    const already = new Set(scopes.flatMap((scope) => ('only' in scope ? scope.only : scope.except)));
    const ids = parts.flatMap((part) => (part[area]?.which === 'all' ? [] : (part[area]?.ids ?? [])));
    const asked = [...new Set(ids)].filter((id) => !already.has(id));
    let all: Promise<string[]> | undefined;
    return {
      ids: new Set([...already, ...(asked.length > 0 ? await seen(ctx, area, asked) : [])]),
      all: () => (all ??= seen(ctx, area)),
    };
  };
  return { services: await known('services'), domains: await known('domains') };
}

/** "All" and "all except" reach what is added later only when that was chosen; else they are today's ids (S2). */
async function scopeOf(
  ctx: Working,
  area: ScopedArea,
  choice: ScopeChoice,
  at: string,
  known: Known,
): Promise<Scope> {
  const named = new Set(choice.which === 'all' ? [] : choice.ids);
  const ids = [...named];
  // a foreign id and one that does not exist are the same mistake
  if (ids.some((id) => !known.ids.has(id))) throw badInput(at, 'scope');
  if (choice.which === 'only') return { only: ids };
  const own = ctx.slice.scope(`${area}:view`);
  if (choice.later) return { except: 'except' in own ? [...new Set([...own.except, ...ids])] : ids };
  const only = (await known.all()).filter((id) => !named.has(id));
  // a grant of nothing is not stored, and nobody meant it
  if (only.length === 0) throw badInput(at, 'none_yet');
  return { only };
}

/** The areas that a part gives something in, each with its scope or its yes, fixed now (S2). */
export async function areasOf(
  ctx: Working,
  part: AccessInput,
  permissions: readonly string[],
  at: string,
  known: Nameable,
): Promise<Pick<GrantSpec, ScopedArea | 'billing' | 'support' | 'admin'>> {
  const areas = new Set(permissions.map((permission) => permission.split(':')[0]!));
  for (const area of part.without) areas.delete(area);
  const spec: Pick<GrantSpec, ScopedArea | 'billing' | 'support' | 'admin'> = {};
  for (const area of ['services', 'domains'] as const) {
    if (!areas.has(area)) continue;
    const choice = part[area];
    if (!choice || (choice.which === 'only' && choice.ids.length === 0))
      throw badInput(`${at}.${area}`, 'scope');
    spec[area] = await scopeOf(ctx, area, choice, `${at}.${area}`, known[area]);
  }
  for (const area of ['billing', 'support', 'admin'] as const) if (areas.has(area)) spec[area] = true;
  return spec;
}
