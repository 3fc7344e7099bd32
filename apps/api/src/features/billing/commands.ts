import { Invoice, newId, Payment, PaymentMethod, Quote, type InvoiceLine } from '@mandate/db';
import type { z } from 'zod';
import type { billingPay, billingQuote } from '../../contract/billing.ts';
import { Refusal } from '../../errors.ts';
import { addDays, today } from '../calendar.ts';
import { lockRow, record, takeTurns, type Working } from '../working.ts';

export { addMethod, preferMethod, removeMethod } from './methods.ts';

const daysToPay = 14;

/** Writes the account's next invoice. Amounts come from the provider's prices, never from input. */
export async function issueInvoice(ctx: Working, lines: InvoiceLine[], currency = 'EUR'): Promise<string> {
  const id = newId('inv');
  const number = await nextNumber(ctx);
  const amountCents = lines.reduce((sum, line) => sum + line.amountCents, 0);
  const issuedOn = today(ctx);
  await ctx.em.insert(Invoice, {
    id,
    accountId: ctx.account.id,
    number,
    lines,
    amountCents,
    currency,
    state: 'due',
    issuedOn,
    dueOn: addDays(issuedOn, daysToPay),
  });
  await record(ctx, {
    action: 'invoice.issued',
    resource: `billing/${id}`,
    data: { name: number, amountCents, currency },
  });
  return id;
}

/** Invoices count on without a gap, so they are numbered one at a time. */
async function nextNumber(ctx: Working): Promise<string> {
  await takeTurns(ctx, 'invoices');
  const [row] = await ctx.em.execute<{ last: string | number }[]>(
    `select coalesce(max(substring(number from '[0-9]+$')::bigint), 0) as last from invoices where account_id = ?`,
    [ctx.account.id],
  );
  return `${today(ctx).slice(0, 4)}-${String(Number(row?.last ?? 0) + 1).padStart(4, '0')}`;
}

export async function pay(ctx: Working, input: z.output<typeof billingPay>) {
  const resource = `billing/${input.invoice}`;
  await lockRow(ctx, 'invoices', input.invoice);
  const invoice = await ctx.em.findOneOrFail(
    Invoice,
    { id: input.invoice, accountId: ctx.account.id },
    { refresh: true },
  );
  // a method that is removed meanwhile cannot be paid with
  await lockRow(ctx, 'payment_methods', input.method);
  const method = await ctx.em.findOne(PaymentMethod, { id: input.method, accountId: ctx.account.id });
  if (!method) throw new Refusal('NOT_FOUND');
  if (invoice.state === 'paid') throw new Refusal('ALREADY_PAID');
  if (method.expiresOn && method.expiresOn < today(ctx)) throw new Refusal('METHOD_EXPIRED');

  const { amountCents, currency } = invoice;
  const id = newId('pay');
  const methodLabel = `${method.label} ${method.lastFour}`;
  invoice.state = 'paid';
  invoice.paidAt = ctx.now;
  await ctx.em.insert(Payment, {
    id,
    accountId: ctx.account.id,
    invoiceId: invoice.id,
    paymentMethodId: method.id,
    methodLabel,
    amountCents,
    currency,
    paidBy: ctx.user.id,
  });
  const data = { name: invoice.number, method: methodLabel, amountCents, currency };
  await record(ctx, { action: 'invoice.paid', resource, data });
  return { payment: id };
}

export async function acceptQuote(ctx: Working, input: z.output<typeof billingQuote>) {
  await lockRow(ctx, 'quotes', input.quote);
  const quote = await ctx.em.findOneOrFail(
    Quote,
    { id: input.quote, accountId: ctx.account.id },
    { refresh: true },
  );
  if (quote.state !== 'open' || quote.validUntil < today(ctx)) throw new Refusal('QUOTE_CLOSED');
  quote.state = 'accepted';
  const { number, title, amountCents, currency } = quote;
  const invoice = await issueInvoice(ctx, [{ label: title, amountCents }], currency);
  await record(ctx, {
    action: 'quote.accepted',
    resource: `billing/${quote.id}`,
    data: { name: number, amountCents, currency },
  });
  return { invoice };
}
