import { newId, Service } from '@mandate/db';
import type { z } from 'zod';
import type { CommandKind, SecretKind } from '../../commands/kinds.ts';
import { revealSecret } from '../../commands/reveal.ts';
import {
  plans,
  plansFor,
  type servicesCancel,
  type servicesChangePlan,
  type servicesOne,
  type servicesOrder,
  type servicesRename,
  type servicesReveal,
} from '../../contract/services.ts';
import { addDays, today } from '../calendar.ts';
import { badInput, Refusal } from '../../errors.ts';
import { issueInvoice } from '../billing/commands.ts';
import { ask, refuseWhilePending } from '../provider.ts';
import { lockRow, record, type Working } from '../working.ts';

type One = z.output<typeof servicesOne>;

const addressOf = (input: One): string => `services/${input.service}`;

/** The service, held still; a cancelled one takes no orders. */
async function hold(ctx: Working, input: One): Promise<Service> {
  await lockRow(ctx, 'services', input.service);
  const service = await ctx.em.findOneOrFail(
    Service,
    { id: input.service, accountId: ctx.account.id },
    { refresh: true },
  );
  if (service.state === 'cancelled') throw new Refusal('SERVICE_CANCELLED');
  return service;
}

/** Work that leaves the service running or ends it cannot overlap: the later result would undo the earlier. */
const changesState: CommandKind[] = ['service.order', 'service.restart', 'service.cancel'];

export async function restart(ctx: Working, input: One) {
  const { name } = await hold(ctx, input);
  await refuseWhilePending(ctx, addressOf(input), changesState);
  const command = await ask(ctx, addressOf(input), 'service.restart', {});
  await record(ctx, { action: 'service.restart_requested', resource: addressOf(input), data: { name } });
  return { command };
}

export async function rename(ctx: Working, input: z.output<typeof servicesRename>) {
  const service = await hold(ctx, input);
  const before = service.name;
  service.name = input.name;
  const data = { name: before, before, after: input.name };
  await record(ctx, { action: 'service.renamed', resource: addressOf(input), data });
  return { name: service.name };
}

async function askForSecret(
  ctx: Working,
  input: One,
  kind: Exclude<SecretKind, 'domain.transfer_code'>,
  action: string,
) {
  const { name } = await hold(ctx, input);
  await refuseWhilePending(ctx, addressOf(input), ['service.order', 'service.cancel', kind]);
  const command = await ask(ctx, addressOf(input), kind, {});
  await record(ctx, { action, resource: addressOf(input), data: { name } });
  return { command };
}

async function show(ctx: Working, input: z.output<typeof servicesReveal>, kind: SecretKind, action: string) {
  const resource = addressOf(input);
  const { name } = await ctx.em.findOneOrFail(Service, { id: input.service, accountId: ctx.account.id });
  const secret = await revealSecret(ctx.em, ctx.env, {
    command: input.command,
    kind,
    resource,
    userId: ctx.user.id,
  });
  await record(ctx, { action, resource, data: { name } });
  return { secret };
}

export const resetPassword = (ctx: Working, input: One) =>
  askForSecret(ctx, input, 'service.reset_password', 'service.password_reset_requested');

export const revealPassword = (ctx: Working, input: z.output<typeof servicesReveal>) =>
  show(ctx, input, 'service.reset_password', 'service.password_shown');

export const openPanel = (ctx: Working, input: One) =>
  askForSecret(ctx, input, 'service.panel_link', 'service.panel_requested');

export const revealPanelLink = (ctx: Working, input: z.output<typeof servicesReveal>) =>
  show(ctx, input, 'service.panel_link', 'service.panel_opened');

export async function order(ctx: Working, input: z.output<typeof servicesOrder>) {
  const plan = plans.find(({ id }) => id === input.plan) ?? plans[0];
  const id = newId('svc');
  const resource = `services/${id}`;
  await ctx.em.insert(Service, {
    id,
    accountId: ctx.account.id,
    name: input.name,
    kind: plan.kind,
    plan: plan.label,
    region: plan.region,
    state: 'stopped',
    address: '',
    username: `u${id.slice(4, 12)}`,
    priceCents: plan.priceCents,
    renewsOn: addDays(today(ctx), 30),
  });
  const command = await ask(ctx, resource, 'service.order', { plan: plan.id });
  const data = { name: input.name, plan: plan.label };
  const invoice = await issueInvoice(ctx, [{ label: plan.label, amountCents: plan.priceCents }]);
  await record(ctx, { action: 'service.ordered', resource, data });
  return { service: id, command, invoice };
}

/** The month that runs is paid for: the new price is invoiced with the next renewal. */
export async function changePlan(ctx: Working, input: z.output<typeof servicesChangePlan>) {
  const { name, kind, plan: before } = await hold(ctx, input);
  await refuseWhilePending(ctx, addressOf(input), ['service.order', 'service.cancel', 'service.change_plan']);
  const chosen = plansFor(kind).find(({ id }) => id === input.plan);
  if (!chosen) throw badInput('plan', 'invalid');
  const { label, priceCents } = chosen;
  if (label === before) throw new Refusal('SAME_PLAN');
  const payload = { plan: chosen.id, label, priceCents };
  const command = await ask(ctx, addressOf(input), 'service.change_plan', payload);
  const data = { name, before, after: label };
  await record(ctx, { action: 'service.plan_change_requested', resource: addressOf(input), data });
  return { command };
}

export async function cancel(ctx: Working, input: z.output<typeof servicesCancel>) {
  const { name } = await hold(ctx, input);
  if (input.name !== name.normalize('NFC').trim()) throw new Refusal('NAME_MISMATCH');
  await refuseWhilePending(ctx, addressOf(input));
  const command = await ask(ctx, addressOf(input), 'service.cancel', {});
  await record(ctx, { action: 'service.cancel_requested', resource: addressOf(input), data: { name } });
  return { command };
}
