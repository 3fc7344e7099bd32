import { Domain, Service } from '@mandate/db';
import {
  checkGrantSpec,
  covers,
  fixed,
  giveable,
  mayGiveLive,
  presets,
  type GrantSpec,
  type Scope,
} from '@mandate/policy';
import type { AccessInput, ScopeChoice } from '../../contract/grants.ts';
import { endOfDay, startOfDay } from '../../days.ts';
import { badInput, Refusal } from '../../errors.ts';
import { inScope } from '../scope.ts';
import type { Working } from '../working.ts';
import { sameGrant } from './same.ts';

type ScopedArea = 'services' | 'domains';

/** Ids of this area's containers that the giver sees, among those that `narrowed` leaves. */
async function seen(
  ctx: Working,
  area: ScopedArea,
  narrowed: { $in: string[] } | { $nin: string[] },
): Promise<string[]> {
  const where = {
    $and: [{ id: narrowed, accountId: ctx.account.id }, inScope(ctx.slice.scope(`${area}:view`))],
  };
  const rows =
    area === 'services'
      ? await ctx.em.find(Service, where, { fields: ['id'] })
      : await ctx.em.find(Domain, where, { fields: ['id'] });
  return rows.map((row) => row.id);
}

/** "All" and "all except" reach what is added later only when that was chosen; else they are today's ids (S2). */
async function scopeOf(ctx: Working, area: ScopedArea, choice: ScopeChoice, at: string): Promise<Scope> {
  const named = [...new Set(choice.which === 'all' ? [] : choice.ids)];
  // a foreign id and one that does not exist are the same mistake
  if ((await seen(ctx, area, { $in: named })).length !== named.length) throw badInput(at, 'scope');
  if (choice.which === 'only') return { only: named };
  const own = ctx.slice.scope(`${area}:view`);
  if (choice.later) return { except: 'except' in own ? [...new Set([...own.except, ...named])] : named };
  return { only: await seen(ctx, area, { $nin: named }) };
}

function datesOf(ctx: Working, part: AccessInput, at: string): Pick<GrantSpec, 'start' | 'end'> {
  const { timeZone } = ctx.account;
  const start = part.from ? startOfDay(part.from, timeZone) : undefined;
  const end = part.until ? endOfDay(part.until, timeZone) : undefined;
  if (end && end <= ctx.now) throw badInput(`${at}.until`, 'past');
  if (end && start && end <= start) throw badInput(`${at}.until`, 'order');
  return { ...(start && start > ctx.now ? { start } : {}), ...(end ? { end } : {}) };
}

const areaOf = (permission: string): string => permission.split(':')[0]!;

/** The areas that a part gives something in, each with its scope or its yes, fixed now (S2). */
async function areasOf(ctx: Working, part: AccessInput, permissions: readonly string[], at: string) {
  const areas = new Set(permissions.map(areaOf));
  const spec: Pick<GrantSpec, ScopedArea | 'billing' | 'support' | 'admin'> = {};
  for (const area of ['services', 'domains'] as const) {
    if (!areas.has(area)) continue;
    const choice = part[area];
    if (!choice || (choice.which === 'only' && choice.ids.length === 0))
      throw badInput(`${at}.${area}`, 'scope');
    spec[area] = await scopeOf(ctx, area, choice, `${at}.${area}`);
  }
  for (const area of ['billing', 'support', 'admin'] as const) if (areas.has(area)) spec[area] = true;
  return spec;
}

async function grantsOf(
  ctx: Working,
  part: AccessInput,
  at: string,
  kept: readonly GrantSpec[],
): Promise<GrantSpec[]> {
  const bundle = ctx.bundle();
  const dates = datesOf(ctx, part, at);
  if (part.preset !== undefined) {
    const preset = presets(bundle).find(({ name }) => name === part.preset);
    if (!preset) throw badInput(`${at}.preset`, 'invalid');
    const spec = { preset: part.preset, ...(await areasOf(ctx, part, preset.permissions, at)), ...dates };
    // leaving what somebody holds as it is gives nothing, so it stays live
    const stands = kept.some((grant) => sameGrant(grant, spec, ctx.now));
    return stands || mayGiveLive(bundle, ctx.facts, spec) ? [spec] : fixed(bundle, spec);
  }
  const areas: Record<string, unknown> = await areasOf(ctx, part, part.permissions, at);
  return part.permissions.map((permission) => {
    const area = areaOf(permission);
    return { permission, [area]: areas[area], ...dates };
  });
}

/**
 * What the picker sent, as grants. `kept`: what the other person holds already.
 * @throws BAD_INPUT naming the field.
 */
export async function grantsFrom(
  ctx: Working,
  parts: readonly AccessInput[],
  kept: readonly GrantSpec[] = [],
): Promise<GrantSpec[]> {
  const grants: GrantSpec[] = [];
  for (const [index, part] of parts.entries()) {
    const at = `parts.${index}`;
    const made = await grantsOf(ctx, part, at, kept);
    // unknown and never-delegable names among them: a grant that gives nothing is not stored
    if (made.some((grant) => checkGrantSpec(ctx.bundle(), grant).length > 0))
      throw badInput(`${at}.permissions`, 'invalid');
    grants.push(...made);
  }
  return grants;
}

/** Nobody gives what he does not hold (S6). `kept`: what the other person holds already. */
export function assertMayGive(
  ctx: Working,
  grants: readonly GrantSpec[],
  kept: readonly GrantSpec[] = [],
): void {
  const own = giveable(ctx.bundle(), ctx.facts);
  if (!covers(ctx.bundle(), { ...own, grants: [...own.grants, ...kept] }, { grants, from: ctx.now }))
    throw exceedsOwn(ctx);
}

export const exceedsOwn = ({ account }: Pick<Working, 'account'>): Refusal =>
  new Refusal('GRANT_EXCEEDS_OWN', { account: account.name, who: [account.ownerName] });
