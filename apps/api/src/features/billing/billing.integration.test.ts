import { Invoice, newId, Payment, PaymentMethod, Quote } from '@mandate/db';
import { untilWaiting } from '@mandate/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostMethods } from '../../contract/billing.ts';
import type { Caller } from '../../testing.ts';
import { areas, guessed, type Areas } from '../areas.testing.ts';

interface List {
  items: { id: string; number: string; state: string }[];
  total: number;
  can: string[];
}

let world: Areas;
let anton: Caller & { id: string };
let vera: Caller & { id: string };
let count = 0;

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const invoiceOf = (accountId: string, some: Partial<Invoice> = {}) =>
  world.make.row(Invoice, {
    id: newId('inv'),
    accountId,
    number: `2026-${String((count += 1)).padStart(4, '0')}`,
    lines: [{ label: 'Server M', amountCents: 3900 }],
    amountCents: 3900,
    issuedOn: day(-10),
    dueOn: day(4),
    ...some,
  });
const methodOf = (accountId: string, some: Partial<PaymentMethod> = {}) =>
  world.make.row(PaymentMethod, {
    id: newId('pm'),
    accountId,
    kind: 'card',
    label: 'Visa',
    lastFour: '4242',
    ...some,
  });
const quoteOf = (accountId: string, some: Partial<Quote> = {}) =>
  world.make.row(Quote, {
    id: newId('quo'),
    accountId,
    number: `Q-${(count += 1)}`,
    title: 'Bigger server',
    amountCents: 14_400,
    validUntil: day(7),
    ...some,
  });

const ask = <T>(caller: Pick<Caller, 'query'>, name: string, input: object = {}) =>
  caller.query<T>(`billing.${name}`, { account: world.acme, ...input });
const call = (caller: Pick<Caller, 'mutate'>, name: string, input: object) =>
  caller.mutate<Record<string, string>>(`billing.${name}`, { account: world.acme, ...input });

beforeAll(async () => {
  world = await areas();
  anton = await world.member('Anton Abel', { preset: 'accountant', billing: true });
  vera = await world.member('Vera Voss', { preset: 'auditor', billing: true });
});
afterAll(() => world.api.close());

describe('reading', () => {
  it('lists, counts and finds the account’s own invoices', async () => {
    await invoiceOf(world.acme, { number: 'A-100' });
    await invoiceOf(world.acme, { number: 'A-200', state: 'paid', paidAt: new Date() });
    await invoiceOf(world.other, { number: 'A-300' });
    expect(
      (await ask<List>(vera, 'invoices', { q: 'a-' })).data.items.map(({ number }) => number).sort(),
    ).toEqual(['A-100', 'A-200']);
    expect((await ask<List>(vera, 'invoices', { q: 'A-', state: 'paid' })).data.total).toBe(1);
    expect((await ask<List>(vera, 'invoices', { q: '%' })).data.total).toBe(0);
    expect((await ask<List>(vera, 'invoices')).data.can).toEqual(['billing:view']);
  });

  it('answers unknown and foreign ids with the same bytes, and who holds nothing with what is missing', async () => {
    const foreign = await invoiceOf(world.other);
    const ids = [foreign.id, ...guessed('inv')];
    const answers = await Promise.all(ids.map((invoice) => ask(vera, 'invoice', { invoice })));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers[0]?.error?.code).toBe('NOT_FOUND');

    const tess = await world.member('Tess', { preset: 'technician', services: { except: [] } });
    for (const name of ['invoices', 'quotes', 'payments', 'methods'])
      expect((await ask(tess, name)).error).toMatchObject({
        code: 'PERMISSION_MISSING',
        details: { permission: 'billing:view' },
      });
    expect((await ask(tess, 'invoice', { invoice: foreign.id })).error?.code).toBe('PERMISSION_MISSING');
  });

  it('tells who looks who can give paying', async () => {
    const { id: invoice } = await invoiceOf(world.acme);
    const { data } = await ask<{ missing: { permission: string; who: string[] }[] }>(vera, 'invoice', {
      invoice,
    });
    expect(data.missing).toMatchObject([{ permission: 'billing:pay', who: ['Olivia Owens'] }]);
    expect((await ask<{ missing: object[] }>(anton, 'invoice', { invoice })).data.missing).toEqual([]);
  });
});

describe('paying', () => {
  it('pays once, however often and whoever asks at the same time', async () => {
    const { id: invoice } = await invoiceOf(world.acme);
    const { id: method } = await methodOf(world.acme);
    expect((await call(vera, 'pay', { invoice, method })).error?.code).toBe('PERMISSION_MISSING');
    const answers = await Promise.all(
      [anton, anton, world.owner].map((who) => call(who, 'pay', { invoice, method })),
    );
    expect(answers.map(({ status, error }) => error?.code ?? status).sort()).toEqual([
      200,
      'ALREADY_PAID',
      'ALREADY_PAID',
    ]);
    expect(await world.em().find(Payment, { invoiceId: invoice })).toMatchObject([
      { amountCents: 3900, methodLabel: 'Visa 4242', paymentMethodId: method },
    ]);
    expect(await world.em().findOneOrFail(Invoice, { id: invoice })).toMatchObject({ state: 'paid' });
    expect(await world.events(`billing/${invoice}`)).toMatchObject([
      { action: 'invoice.paid', data: { amountCents: 3900 } },
    ]);
    const { data } = await ask<List>(vera, 'payments', { q: 'Visa' });
    expect(data.items).toMatchObject([{ invoice, by: expect.stringMatching(/Anton|Olivia/) as string }]);
  });

  it('takes neither another account’s method, nor an expired one, nor an amount', async () => {
    const { id: invoice } = await invoiceOf(world.acme);
    const foreign = await methodOf(world.other);
    const expired = await methodOf(world.acme, { expiresOn: day(-3) });
    expect((await call(anton, 'pay', { invoice, method: foreign.id })).error?.code).toBe('NOT_FOUND');
    expect((await call(anton, 'pay', { invoice, method: expired.id })).error?.code).toBe('METHOD_EXPIRED');
    expect((await call(anton, 'pay', { invoice, method: expired.id, amountCents: 1 })).error?.code).toBe(
      'BAD_INPUT',
    );
    expect(await world.em().findOneOrFail(Invoice, { id: invoice })).toMatchObject({ state: 'due' });
  });

  it('stays possible in a suspended account', async () => {
    const { id: invoice } = await invoiceOf(world.acme);
    const { id: method } = await methodOf(world.acme);
    await world.suspend();
    expect((await call(anton, 'pay', { invoice, method })).status).toBe(200);
    await world.resume();
  });
});

describe('quotes', () => {
  it('accepts an open one once, and writes its invoice', async () => {
    const { id: quote } = await quoteOf(world.acme);
    expect((await call(vera, 'acceptQuote', { quote })).error?.code).toBe('PERMISSION_MISSING');
    const { data } = await call(anton, 'acceptQuote', { quote });
    expect((await call(anton, 'acceptQuote', { quote })).error?.code).toBe('QUOTE_CLOSED');
    expect(await world.em().findOneOrFail(Invoice, { id: data.invoice })).toMatchObject({
      accountId: world.acme,
      amountCents: 14_400,
      lines: [{ label: 'Bigger server', amountCents: 14_400 }],
      state: 'due',
    });
    expect(await world.events(`billing/${quote}`)).toMatchObject([{ action: 'quote.accepted' }]);
    expect((await ask<{ state: string }>(vera, 'quote', { quote })).data.state).toBe('accepted');
  });

  it('refuses one whose day is over, and numbers invoices one after the other', async () => {
    const late = await quoteOf(world.acme, { validUntil: day(-3) });
    expect((await call(anton, 'acceptQuote', { quote: late.id })).error?.code).toBe('QUOTE_CLOSED');
    const quotes = await Promise.all([1, 2, 3].map(() => quoteOf(world.acme)));
    const made = await Promise.all(quotes.map(({ id }) => call(anton, 'acceptQuote', { quote: id })));
    expect(made.map(({ status }) => status)).toEqual([200, 200, 200]);
    const invoices = await world.em().find(Invoice, { id: made.map(({ data }) => data.invoice ?? '') });
    expect(new Set(invoices.map(({ number }) => number)).size).toBe(3);
  });
});

describe('payment methods', () => {
  const card = { kind: 'card', label: 'Mastercard', number: '5555 5555 5555 4444', expiresOn: day(400) };

  it('keeps the last four digits and not one more', async () => {
    expect((await call(vera, 'addMethod', card)).error?.code).toBe('PERMISSION_MISSING');
    const { data } = await call(anton, 'addMethod', card);
    const kept = await world.em().findOneOrFail(PaymentMethod, { id: data.method });
    expect(kept).toMatchObject({ label: 'Mastercard', lastFour: '4444' });
    expect(JSON.stringify([kept, await world.events(`billing/${data.method}`)])).not.toMatch(/55555|5 ?4444/);
    const wrong = await call(anton, 'addMethod', { ...card, number: '5555 5555 5555 4445' });
    expect([wrong.error?.code, Object.keys(wrong.error?.fields ?? {})]).toEqual(['BAD_INPUT', ['number']]);
    expect(wrong.body).not.toContain('4445');
    expect((await call(anton, 'addMethod', { ...card, expiresOn: day(-3) })).error?.code).toBe(
      'METHOD_EXPIRED',
    );
  });

  it('keeps so many and no more', async () => {
    const otto = await world.outsider.mutate('billing.addMethod', { account: world.other, ...card });
    expect(otto.status).toBe(200);
    for (let n = 1; n < mostMethods; n += 1) await methodOf(world.other);
    const full = await world.outsider.mutate('billing.addMethod', { account: world.other, ...card });
    expect(full.error?.code).toBe('METHODS_FULL');
  });

  it('prefers one at a time, and removes the preferred one last', async () => {
    const { data } = await call(anton, 'addMethod', card);
    await call(anton, 'preferMethod', { method: data.method });
    expect(await world.em().find(PaymentMethod, { accountId: world.acme, preferred: true })).toMatchObject([
      { id: data.method },
    ]);
    expect((await call(anton, 'removeMethod', { method: data.method })).error?.code).toBe('METHOD_IN_USE');
    const rest = await world.em().find(PaymentMethod, { accountId: world.acme, preferred: false });
    for (const { id } of rest) expect((await call(anton, 'removeMethod', { method: id })).status).toBe(200);
    expect((await call(anton, 'removeMethod', { method: data.method })).status).toBe(200);
    expect(
      await world.em().count(Payment, { accountId: world.acme, methodLabel: 'Visa 4242' }),
    ).toBeGreaterThan(0);
  });

  it('does not reach another account’s', async () => {
    const foreign = await methodOf(world.other);
    for (const name of ['removeMethod', 'preferMethod'])
      expect((await call(anton, name, { method: foreign.id })).error?.code).toBe('NOT_FOUND');
  });
});

describe('a method that is removed while it pays', () => {
  it('cannot be paid with, and nothing is charged', async () => {
    const { id: invoice } = await invoiceOf(world.acme);
    const { id: method } = await methodOf(world.acme);
    const em = world.em();
    await em.begin();
    await em.execute(`delete from payment_methods where id = ?`, [method]);
    const paying = call(anton, 'pay', { invoice, method });
    await untilWaiting(world.em());
    await em.commit();
    expect((await paying).error?.code).toBe('NOT_FOUND');
    expect(await world.em().findOneOrFail(Invoice, { id: invoice })).toMatchObject({ state: 'due' });
  });
});
