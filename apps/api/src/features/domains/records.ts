import { DnsRecord, newId } from '@mandate/db';
import type { z } from 'zod';
import { mostRecords, type domainsDeleteRecord, type domainsSaveRecord } from '../../contract/domains.ts';
import { Refusal } from '../../errors.ts';
import { ask } from '../provider.ts';
import { record, type Working } from '../working.ts';
import { addressOf, hold } from './hold.ts';

type Save = z.output<typeof domainsSaveRecord>;

const written = ({ type, name, value, ttl }: Pick<DnsRecord, 'type' | 'name' | 'value' | 'ttl'>) => ({
  type,
  name,
  value,
  ttl,
});

/** `www.example.com` typed in full means `www` of `example.com`. */
function relative(name: string, domain: string): string {
  if (name === domain) return '@';
  return name.endsWith(`.${domain}`) ? name.slice(0, -domain.length - 1) : name;
}

async function refuseConflict(
  ctx: Working,
  { domain, record: id, type, value }: Save,
  name: string,
): Promise<void> {
  const where = { domainId: domain, accountId: ctx.account.id, name, ...(id ? { id: { $ne: id } } : {}) };
  const beside = await ctx.em.find(DnsRecord, where);
  const alias = beside.some((other) => other.type === 'CNAME') || (type === 'CNAME' && beside.length > 0);
  if (alias) throw new Refusal('RECORD_CONFLICT');
  if (beside.some((other) => other.type === type && other.value === value))
    throw new Refusal('RECORD_EXISTS');
}

async function refuseFull(ctx: Working, domainId: string): Promise<void> {
  const count = await ctx.em.count(DnsRecord, { domainId, accountId: ctx.account.id });
  if (count >= mostRecords) throw new Refusal('RECORDS_FULL', { words: { most: String(mostRecords) } });
}

const find = async (ctx: Working, domain: string, id: string): Promise<DnsRecord> => {
  const found = await ctx.em.findOne(DnsRecord, { id, domainId: domain, accountId: ctx.account.id });
  if (!found) throw new Refusal('NOT_FOUND');
  return found;
};

export async function saveRecord(ctx: Working, input: Save) {
  const domain = await hold(ctx, input);
  const name = relative(input.name, domain.name);
  if (name === '@' && (input.type === 'CNAME' || input.type === 'NS')) throw new Refusal('RECORD_CONFLICT');
  const old = input.record ? await find(ctx, input.domain, input.record) : null;
  if (!old) await refuseFull(ctx, input.domain);
  await refuseConflict(ctx, input, name);

  const before = old && written(old);
  const after = written({ ...input, name });
  const id = old?.id ?? newId('rec');
  if (old) ctx.em.assign(old, after);
  else await ctx.em.insert(DnsRecord, { id, accountId: ctx.account.id, domainId: input.domain, ...after });
  await published(ctx, input, 'domain.record_saved', { name: domain.name, record: name, before, after });
  return { record: id };
}

export async function deleteRecord(ctx: Working, input: z.output<typeof domainsDeleteRecord>) {
  const domain = await hold(ctx, input);
  const old = await find(ctx, input.domain, input.record);
  const before = written(old);
  ctx.em.remove(old);
  await published(ctx, input, 'domain.record_deleted', { name: domain.name, record: old.name, before });
  return { record: input.record };
}

async function published(
  ctx: Working,
  input: { domain: string },
  action: string,
  data: Record<string, unknown>,
) {
  await ask(ctx, addressOf(input), 'domain.dns', {});
  await record(ctx, { action, resource: addressOf(input), data });
}
