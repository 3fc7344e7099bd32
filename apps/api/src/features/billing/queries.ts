import { Invoice, Payment, PaymentMethod, Quote } from '@mandate/db';
import type { z } from 'zod';
import type {
  billingInvoice,
  billingInvoices,
  billingPayments,
  billingQuote,
  billingQuotes,
} from '../../contract/billing.ts';
import { today } from '../calendar.ts';
import { likePattern, paged, slicePage } from '../lists.ts';
import { peopleNamed } from '../people.ts';
import { missingOn, type Working } from '../working.ts';

const can = (ctx: Working) => ctx.slice.permissionsOn('billing');

const invoiceItem = (ctx: Working, invoice: Invoice) => ({
  id: invoice.id,
  number: invoice.number,
  amount: { amountCents: invoice.amountCents, currency: invoice.currency },
  state: invoice.state,
  overdue: invoice.state === 'due' && invoice.dueOn < today(ctx),
  issuedOn: invoice.issuedOn,
  dueOn: invoice.dueOn,
  paidAt: invoice.paidAt ?? null,
});

const quoteItem = (ctx: Working, quote: Quote) => ({
  id: quote.id,
  number: quote.number,
  title: quote.title,
  amount: { amountCents: quote.amountCents, currency: quote.currency },
  state: quote.state === 'open' && quote.validUntil < today(ctx) ? ('lapsed' as const) : quote.state,
  validUntil: quote.validUntil,
  createdAt: quote.createdAt,
});

const methodItem = (ctx: Working, method: PaymentMethod) => ({
  id: method.id,
  kind: method.kind,
  label: method.label,
  lastFour: method.lastFour,
  expiresOn: method.expiresOn ?? null,
  expired: method.expiresOn != null && method.expiresOn < today(ctx),
  preferred: method.preferred,
});

export async function invoices(ctx: Working, { q, state, page }: z.output<typeof billingInvoices>) {
  const where = {
    accountId: ctx.account.id,
    ...(state ? { state } : {}),
    ...(q ? { number: { $ilike: likePattern(q) } } : {}),
  };
  const orderBy = { issuedOn: 'desc', number: 'desc', id: 'asc' } as const;
  const [found, total] = await ctx.em.findAndCount(Invoice, where, { orderBy, ...slicePage(page) });
  const items = found.map((invoice) => invoiceItem(ctx, invoice));
  return { ...paged(items, total, page), can: can(ctx) };
}

export async function invoice(ctx: Working, { invoice: id }: z.output<typeof billingInvoice>) {
  const found = await ctx.em.findOneOrFail(Invoice, { id, accountId: ctx.account.id });
  const paid = await ctx.em.find(
    Payment,
    { invoiceId: id, accountId: ctx.account.id },
    { orderBy: { createdAt: 'asc' } },
  );
  return {
    ...invoiceItem(ctx, found),
    lines: found.lines.map(({ label, amountCents }) => ({ label, amountCents })),
    payments: await paymentItems(ctx, paid),
    methods: await allMethods(ctx),
    can: can(ctx),
    missing: await missingOn(ctx, `billing/${id}`, ['billing:pay']),
  };
}

async function paymentItems(ctx: Working, found: Payment[]) {
  const names = await peopleNamed(
    ctx.em,
    found.map((payment) => payment.paidBy),
  );
  return found.map((payment) => ({
    id: payment.id,
    invoice: payment.invoiceId,
    method: payment.methodLabel,
    amount: { amountCents: payment.amountCents, currency: payment.currency },
    by: names(payment.paidBy),
    at: payment.createdAt,
  }));
}

export async function quotes(ctx: Working, { q, state, page }: z.output<typeof billingQuotes>) {
  const where = {
    accountId: ctx.account.id,
    ...(state ? { state } : {}),
    ...(q ? { $or: [{ number: { $ilike: likePattern(q) } }, { title: { $ilike: likePattern(q) } }] } : {}),
  };
  const orderBy = { createdAt: 'desc', id: 'asc' } as const;
  const [found, total] = await ctx.em.findAndCount(Quote, where, { orderBy, ...slicePage(page) });
  const items = found.map((quote) => quoteItem(ctx, quote));
  return { ...paged(items, total, page), can: can(ctx) };
}

export async function quote(ctx: Working, { quote: id }: z.output<typeof billingQuote>) {
  const found = await ctx.em.findOneOrFail(Quote, { id, accountId: ctx.account.id });
  const missing = await missingOn(ctx, `billing/${id}`, ['billing:pay']);
  return { ...quoteItem(ctx, found), can: can(ctx), missing };
}

export async function payments(ctx: Working, { q, page }: z.output<typeof billingPayments>) {
  const like = q ? likePattern(q) : '';
  const numbered = q
    ? await ctx.em.find(Invoice, { accountId: ctx.account.id, number: { $ilike: like } }, { fields: ['id'] })
    : [];
  const where = {
    accountId: ctx.account.id,
    ...(q ? { $or: [{ methodLabel: { $ilike: like } }, { invoiceId: numbered.map(({ id }) => id) }] } : {}),
  };
  const orderBy = { createdAt: 'desc', id: 'asc' } as const;
  const [found, total] = await ctx.em.findAndCount(Payment, where, { orderBy, ...slicePage(page) });
  const items = await paymentItems(ctx, found);
  const bills = await ctx.em.find(Invoice, {
    id: found.map((payment) => payment.invoiceId),
    accountId: ctx.account.id,
  });
  const numbers = new Map(bills.map((bill) => [bill.id, bill.number]));
  const withNumbers = items.map((item) => ({ ...item, invoiceNumber: numbers.get(item.invoice) ?? '' }));
  return { ...paged(withNumbers, total, page), can: can(ctx) };
}

async function allMethods(ctx: Working) {
  const orderBy = { preferred: 'desc', createdAt: 'asc', id: 'asc' } as const;
  const found = await ctx.em.find(PaymentMethod, { accountId: ctx.account.id }, { orderBy });
  return found.map((method) => methodItem(ctx, method));
}

export async function methods(ctx: Working) {
  const missing = await missingOn(ctx, 'billing', ['billing:manage']);
  return { items: await allMethods(ctx), can: can(ctx), missing };
}
