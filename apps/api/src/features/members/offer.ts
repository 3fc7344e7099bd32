import { Domain, Service } from '@mandate/db';
import { catalogue, mayGiveLive, presets } from '@mandate/policy';
import type { z } from 'zod';
import type { membersContainers } from '../../contract/members.ts';
import { likePattern, paged, slicePage } from '../lists.ts';
import { inScope } from '../scope.ts';
import type { Working } from '../working.ts';

/** What the picker shows: the whole catalogue, what the asking person may give of it, and how many containers. */
export async function offer(ctx: Working) {
  const { locale } = ctx.request;
  const held = new Set<string>(ctx.slice.permissions());
  const count = async (area: 'services' | 'domains') => {
    const where = { $and: [{ accountId: ctx.account.id }, inScope(ctx.slice.scope(`${area}:view`))] };
    return area === 'services' ? ctx.em.count(Service, where) : ctx.em.count(Domain, where);
  };
  const later = (area: 'services' | 'domains') => 'except' in ctx.slice.scope(`${area}:view`);
  return {
    areas: catalogue(ctx.bundle(), locale).map((area) => ({
      ...area,
      permissions: area.permissions.map((one) => ({ ...one, held: ctx.facts.owner ? one.delegable : held.has(one.name) })),
    })),
    presets: presets(ctx.bundle(), locale).map((preset) => ({
      ...preset,
      held: preset.permissions.every((name) => ctx.facts.owner || held.has(name)),
      live: mayGiveLive(ctx.bundle(), ctx.facts, preset.name),
    })),
    containers: {
      services: { count: await count('services'), later: later('services') },
      domains: { count: await count('domains'), later: later('domains') },
    },
    timeZone: ctx.account.timeZone,
  };
}

/** Services or domains to choose from: those that the asking person sees himself. */
export async function containers(ctx: Working, { area, q, page }: z.infer<typeof membersContainers>) {
  const where = {
    $and: [
      { accountId: ctx.account.id },
      inScope(ctx.slice.scope(`${area}:view`)),
      q ? { name: { $ilike: likePattern(q) } } : {},
    ],
  };
  const options = { ...slicePage(page), orderBy: { name: 'asc', id: 'asc' }, fields: ['id', 'name'] } as const;
  const [rows, total] =
    area === 'services'
      ? await ctx.em.findAndCount(Service, where, options)
      : await ctx.em.findAndCount(Domain, where, options);
  return paged(rows.map(({ id, name }) => ({ id, name })), total, page);
}
