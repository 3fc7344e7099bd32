import { Service } from '@mandate/db';
import type { z } from 'zod';
import { plansFor, type servicesList, type servicesOne } from '../../contract/services.ts';
import { likePattern, paged, slicePage } from '../lists.ts';
import { commandsOn } from '../provider.ts';
import { inScope } from '../scope.ts';
import { missingOn, type Working } from '../working.ts';

const item = (ctx: Working, service: Service) => ({
  id: service.id,
  name: service.name,
  kind: service.kind,
  plan: service.plan,
  region: service.region,
  state: service.state,
  price: { amountCents: service.priceCents, currency: service.currency },
  renewsOn: service.renewsOn,
  can: ctx.slice.permissionsOn(`services/${service.id}`),
});

export async function list(ctx: Working, { q, state, page }: z.output<typeof servicesList>) {
  const [services, total] = await ctx.em.findAndCount(
    Service,
    {
      $and: [
        { accountId: ctx.account.id },
        inScope(ctx.slice.scope('services:view')),
        state ? { state } : {},
        q ? { $or: [{ name: { $ilike: likePattern(q) } }, { plan: { $ilike: likePattern(q) } }] } : {},
      ],
    },
    { orderBy: { name: 'asc', id: 'asc' }, ...slicePage(page) },
  );
  const items = services.map((service) => item(ctx, service));
  return {
    ...paged(items, total, page),
    can: ctx.slice.permissionsOn('services'),
    missing: await missingOn(ctx, 'services', ['services:order']),
  };
}

export async function get(ctx: Working, input: z.output<typeof servicesOne>) {
  const address = `services/${input.service}`;
  const service = await ctx.em.findOneOrFail(Service, { id: input.service, accountId: ctx.account.id });
  return {
    ...item(ctx, service),
    address: service.address,
    username: ctx.slice.can('services:credentials', address) ? service.username : null,
    createdAt: service.createdAt,
    plans: plansFor(service.kind),
    missing: await missingOn(ctx, address, [
      'services:manage',
      'services:signin',
      'services:credentials',
      'services:order',
      'services:cancel',
    ]),
    commands: await commandsOn(ctx, address),
  };
}
