import { DnsRecord, Domain } from '@mandate/db';
import type { z } from 'zod';
import { yearlyPriceCents, type domainsList, type domainsOne } from '../../contract/domains.ts';
import { likePattern, paged, slicePage } from '../lists.ts';
import { commandsOn } from '../provider.ts';
import { inScope } from '../scope.ts';
import { missingOn, type Working } from '../working.ts';
import { soon } from './ending.ts';
import { nativeName, spellings } from './names.ts';

const item = (ctx: Working, domain: Domain) => ({
  id: domain.id,
  name: domain.name,
  nativeName: nativeName(domain.name),
  state: domain.state,
  expiresOn: domain.expiresOn,
  autoRenew: domain.autoRenew,
  transferLock: domain.transferLock,
  nameservers: domain.nameservers,
  can: ctx.slice.permissionsOn(`domains/${domain.id}`),
});

const named = (q: string) => ({
  $or: spellings(q).map((text) => ({ name: { $ilike: likePattern(text) } })),
});

function inState(ctx: Working, state: z.output<typeof domainsList>['state']) {
  if (state !== 'ending') return state ? { state } : {};
  return { autoRenew: false, expiresOn: { $lt: soon(ctx.now, ctx.account.timeZone) } };
}

export async function list(ctx: Working, { q, state, page }: z.output<typeof domainsList>) {
  const [domains, total] = await ctx.em.findAndCount(
    Domain,
    {
      $and: [
        { accountId: ctx.account.id },
        inScope(ctx.slice.scope('domains:view')),
        inState(ctx, state),
        q ? named(q) : {},
      ],
    },
    {
      orderBy: [...(state === 'ending' ? [{ expiresOn: 'asc' as const }] : []), { name: 'asc', id: 'asc' }],
      ...slicePage(page),
    },
  );
  const items = domains.map((domain) => item(ctx, domain));
  return {
    ...paged(items, total, page),
    can: ctx.slice.permissionsOn('domains'),
    missing: await missingOn(ctx, 'domains', ['domains:order']),
  };
}

export async function get(ctx: Working, input: z.output<typeof domainsOne>) {
  const address = `domains/${input.domain}`;
  const domain = await ctx.em.findOneOrFail(Domain, { id: input.domain, accountId: ctx.account.id });
  const records = await ctx.em.find(
    DnsRecord,
    { domainId: domain.id, accountId: ctx.account.id },
    { orderBy: { name: 'asc', type: 'asc', value: 'asc' } },
  );
  return {
    ...item(ctx, domain),
    registrant: { name: domain.registrantName, email: domain.registrantEmail },
    createdAt: domain.createdAt,
    renewal: { amountCents: yearlyPriceCents(domain.name), currency: 'EUR' },
    records: records.map(({ id, type, name, value, ttl }) => ({ id, type, name, value, ttl })),
    missing: await missingOn(ctx, address, ['domains:manage', 'domains:order', 'domains:transfer']),
    commands: await commandsOn(ctx, address),
  };
}
