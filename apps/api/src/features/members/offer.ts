import { Domain, Service } from '@mandate/db';
import { catalogue, presets, type Permission } from '@mandate/policy';
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
  const gives = (permission: Permission, delegable: boolean) =>
    delegable && (ctx.facts.owner || held.has(permission));
  return {
    areas: catalogue(ctx.bundle()).map(({ name, scoped, labels, permissions }) => ({
      name,
      scoped,
      label: labels[locale].name,
      permissions: permissions
        .filter(({ delegable }) => delegable)
        .map((one) => ({
          name: one.name,
          implies: one.implies,
          label: one.labels[locale].name,
          consequence: one.labels[locale].consequence,
          sensitive: one.labels[locale].sensitive ?? null,
          /** Nobody gives what he does not hold. */
          held: gives(one.name, one.delegable),
        })),
    })),
    presets: presets(ctx.bundle()).map(({ name, labels, permissions, areas, asks, suggestsDays }) => ({
      name,
      label: labels[locale].name,
      situation: labels[locale].situation,
      line: labels[locale].line,
      permissions,
      areas,
      asks,
      suggestsDays: suggestsDays ?? null,
      held: permissions.every((permission) => gives(permission, true)),
    })),
    containers: {
      services: { count: await count('services'), later: later('services') },
      domains: { count: await count('domains'), later: later('domains') },
    },
    timeZone: ctx.account.timeZone,
  };
}

/** Services or domains to choose from: those that the asking person sees himself. */
export async function containers(ctx: Working, input: z.infer<typeof membersContainers>) {
  const { area, q, page, chosen } = input;
  const seen = { $and: [{ accountId: ctx.account.id }, inScope(ctx.slice.scope(`${area}:view`))] };
  const found = { $and: [seen, q ? { name: { $ilike: likePattern(q) } } : {}] };
  const named = { $and: [seen, { id: chosen }] };
  const all = { orderBy: { name: 'asc', id: 'asc' }, fields: ['id', 'name'] } as const;
  const [[rows, total], known] =
    area === 'services'
      ? [
          await ctx.em.findAndCount(Service, found, { ...all, ...slicePage(page) }),
          await ctx.em.find(Service, named, all),
        ]
      : [
          await ctx.em.findAndCount(Domain, found, { ...all, ...slicePage(page) }),
          await ctx.em.find(Domain, named, all),
        ];
  return { ...paged(rows.map(nameOf), total, page), chosen: known.map(nameOf) };
}

const nameOf = ({ id, name }: { id: string; name: string }) => ({ id, name });
