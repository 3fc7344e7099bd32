import { domainToUnicode } from 'node:url';
import { DnsRecord, Domain } from '@mandate/db';
import type { z } from 'zod';
import { yearlyPriceCents, type domainsList, type domainsOne } from '../../contract/domains.ts';
import { domainName } from '../../contract/dns.ts';
import { likePattern, paged, slicePage } from '../lists.ts';
import { commandsOn } from '../provider.ts';
import { inScope } from '../scope.ts';
import { missingOn, type Working } from '../working.ts';

/** The name as its readers write it, where that differs from the one in the DNS. */
export function nativeName(name: string): string | null {
  const native = domainToUnicode(name);
  return native !== '' && native !== name ? native : null;
}

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

/** Also finds `münchen.example` by the way people write it. */
function named(q: string) {
  const ascii = domainName(q);
  return { $or: [q, ...(ascii ? [ascii] : [])].map((text) => ({ name: { $ilike: likePattern(text) } })) };
}

export async function list(ctx: Working, { q, state, page }: z.output<typeof domainsList>) {
  const [domains, total] = await ctx.em.findAndCount(
    Domain,
    {
      $and: [
        { accountId: ctx.account.id },
        inScope(ctx.slice.scope('domains:view')),
        state ? { state } : {},
        q ? named(q) : {},
      ],
    },
    { orderBy: { name: 'asc', id: 'asc' }, ...slicePage(page) },
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
