import { newId, PaymentMethod } from '@mandate/db';
import type { z } from 'zod';
import { mostMethods, type billingAddMethod, type billingMethod } from '../../contract/billing.ts';
import { Refusal } from '../../errors.ts';
import { today } from '../calendar.ts';
import { record, takeTurns, type Working } from '../working.ts';

const shown = (method: Pick<PaymentMethod, 'label' | 'lastFour'>): string =>
  `${method.label} ${method.lastFour}`;

/** Keeps a reference: of the number only its last four reach the database. */
export async function addMethod(ctx: Working, input: z.output<typeof billingAddMethod>) {
  const { kind, label, number, expiresOn } = input;
  if (expiresOn && expiresOn < today(ctx)) throw new Refusal('METHOD_EXPIRED');
  await takeTurns(ctx, 'methods');
  const count = await ctx.em.count(PaymentMethod, { accountId: ctx.account.id });
  if (count >= mostMethods) throw new Refusal('METHODS_FULL', { words: { most: String(mostMethods) } });
  const id = newId('pm');
  const method = {
    id,
    accountId: ctx.account.id,
    kind,
    label,
    lastFour: number.slice(-4),
    expiresOn: expiresOn ?? null,
    preferred: count === 0,
  };
  await ctx.em.insert(PaymentMethod, method);
  await record(ctx, { action: 'method.added', resource: `billing/${id}`, data: { name: shown(method) } });
  return { method: id };
}

async function find(ctx: Working, id: string): Promise<PaymentMethod> {
  await takeTurns(ctx, 'methods');
  const method = await ctx.em.findOne(PaymentMethod, { id, accountId: ctx.account.id }, { refresh: true });
  if (!method) throw new Refusal('NOT_FOUND');
  return method;
}

/** The preferred one pays what renews by itself: it goes last. */
export async function removeMethod(ctx: Working, input: z.output<typeof billingMethod>) {
  const method = await find(ctx, input.method);
  const all = await ctx.em.count(PaymentMethod, { accountId: ctx.account.id });
  if (method.preferred && all > 1) throw new Refusal('METHOD_IN_USE');
  ctx.em.remove(method);
  await record(ctx, {
    action: 'method.removed',
    resource: `billing/${method.id}`,
    data: { name: shown(method) },
  });
  return { method: input.method };
}

export async function preferMethod(ctx: Working, input: z.output<typeof billingMethod>) {
  const method = await find(ctx, input.method);
  const before = await ctx.em.findOne(PaymentMethod, { accountId: ctx.account.id, preferred: true });
  // one statement after the other: two preferred methods cannot exist for a moment either
  if (before) {
    before.preferred = false;
    await ctx.em.flush();
  }
  method.preferred = true;
  await record(ctx, {
    action: 'method.preferred',
    resource: `billing/${method.id}`,
    data: { name: shown(method), before: before ? shown(before) : null, after: shown(method) },
  });
  return { method: method.id };
}
