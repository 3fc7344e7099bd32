import { newId } from '@mandate/db';
import { m } from '@mandate/messages';
import type { z } from 'zod';
import { revealSecret } from '../../commands/reveal.ts';
import {
  yearlyPriceCents,
  type domainsOne,
  type domainsRegister,
  type domainsReveal,
  type domainsSetAutoRenew,
  type domainsSetNameservers,
  type domainsSetRegistrant,
  type domainsSetTransferLock,
} from '../../contract/domains.ts';
import { Refusal } from '../../errors.ts';
import { issueInvoice } from '../billing/commands.ts';
import { ask, refuseWhilePending } from '../provider.ts';
import { record, type Working } from '../working.ts';
import { addressOf, hold } from './hold.ts';
import { refuseTaken, registrantOf } from './registering.ts';

export { deleteRecord, saveRecord } from './records.ts';

export async function setNameservers(ctx: Working, input: z.output<typeof domainsSetNameservers>) {
  const domain = await hold(ctx, input);
  const before = domain.nameservers;
  domain.nameservers = input.nameservers;
  await ask(ctx, addressOf(input), 'domain.nameservers', { nameservers: input.nameservers });
  const data = { name: domain.name, before, after: input.nameservers };
  await record(ctx, { action: 'domain.nameservers_saved', resource: addressOf(input), data });
  return { nameservers: domain.nameservers };
}

export async function setAutoRenew(ctx: Working, input: z.output<typeof domainsSetAutoRenew>) {
  const domain = await hold(ctx, input);
  const before = domain.autoRenew;
  domain.autoRenew = input.on;
  await ask(ctx, addressOf(input), 'domain.auto_renew', { on: input.on });
  const data = { name: domain.name, before, after: input.on };
  await record(ctx, { action: 'domain.auto_renew_saved', resource: addressOf(input), data });
  return { autoRenew: domain.autoRenew };
}

export async function setRegistrant(ctx: Working, input: z.output<typeof domainsSetRegistrant>) {
  const domain = await hold(ctx, input);
  const before = [domain.registrantName, domain.registrantEmail];
  domain.registrantName = input.name;
  domain.registrantEmail = input.email;
  await ask(ctx, addressOf(input), 'domain.registrant', {});
  const data = { name: domain.name, before, after: [input.name, input.email] };
  await record(ctx, { action: 'domain.registrant_saved', resource: addressOf(input), data });
  return { registrant: { name: input.name, email: input.email } };
}

/** Who reads the account's invoices need not see its domains: a line says what, not which (S14). */
const yearOf = (ctx: Working, name: string) => ({
  label: m.account_invoice_domain_year({}, { locale: ctx.account.locale }),
  amountCents: yearlyPriceCents(name),
});

export async function renew(ctx: Working, input: z.output<typeof domainsOne>) {
  const { name } = await hold(ctx, input);
  await refuseWhilePending(ctx, addressOf(input), ['domain.renew']);
  const command = await ask(ctx, addressOf(input), 'domain.renew', {});
  const invoice = await issueInvoice(ctx, [yearOf(ctx, name)]);
  await record(ctx, { action: 'domain.renew_requested', resource: addressOf(input), data: { name } });
  return { command, invoice };
}

export async function register(ctx: Working, { name }: z.output<typeof domainsRegister>) {
  const id = newId('dom');
  await refuseTaken(ctx, name);
  const command = await ask(ctx, `domains/${id}`, 'domain.register', { name, ...(await registrantOf(ctx)) });
  const invoice = await issueInvoice(ctx, [yearOf(ctx, name)]);
  await record(ctx, { action: 'domain.register_requested', resource: `domains/${id}`, data: { name } });
  return { domain: id, command, invoice };
}

export async function setTransferLock(ctx: Working, input: z.output<typeof domainsSetTransferLock>) {
  const { name, transferLock } = await hold(ctx, input);
  await refuseWhilePending(ctx, addressOf(input), ['domain.transfer_lock']);
  const command = await ask(ctx, addressOf(input), 'domain.transfer_lock', { on: input.on });
  const data = { name, before: transferLock, after: input.on };
  await record(ctx, { action: 'domain.transfer_lock_requested', resource: addressOf(input), data });
  return { command };
}

/** The lock is what stands between the code and the domain leaving: it has to be off first. */
export async function requestTransferCode(ctx: Working, input: z.output<typeof domainsOne>) {
  const { name, transferLock } = await hold(ctx, input);
  if (transferLock) throw new Refusal('DOMAIN_LOCKED');
  await refuseWhilePending(ctx, addressOf(input), ['domain.transfer_lock', 'domain.transfer_code']);
  const command = await ask(ctx, addressOf(input), 'domain.transfer_code', {});
  await record(ctx, { action: 'domain.transfer_code_requested', resource: addressOf(input), data: { name } });
  return { command };
}

export async function revealTransferCode(ctx: Working, input: z.output<typeof domainsReveal>) {
  const resource = addressOf(input);
  const { name } = await hold(ctx, input);
  const request = {
    command: input.command,
    kind: 'domain.transfer_code',
    resource,
    userId: ctx.user.id,
  } as const;
  const secret = await revealSecret(ctx.em, ctx.env, request);
  await record(ctx, { action: 'domain.transfer_code_shown', resource, data: { name } });
  return { secret };
}
