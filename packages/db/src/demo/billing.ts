import { Invoice, Payment, PaymentMethod, Quote } from '../entities/index.ts';
import { newId } from '../ids.ts';
import type { DemoAccount } from './accounts.ts';
import type { Seed } from './seed.ts';

const month = 30;

function addMethods(seed: Seed, account: DemoAccount): { id: string; label: string } {
  const card = { id: newId('pm'), label: 'Visa' };
  const accountId = account.id;
  seed.add(PaymentMethod, {
    ...{ ...card, accountId, kind: 'card', lastFour: '4242', expiresOn: seed.on(500), preferred: true },
    createdAt: seed.ago(600),
  });
  seed.add(PaymentMethod, {
    ...{ id: newId('pm'), accountId, kind: 'debit', label: 'Business account', lastFour: '0189' },
    createdAt: seed.ago(400),
  });
  return card;
}

/** One invoice a month, the newest still due, and an open quote; `paidBy` is who paid them. */
export function addBilling(
  seed: Seed,
  account: DemoAccount,
  details: { months: number; monthlyCents: number; due?: number; quotes?: string[]; paidBy?: string },
): string[] {
  const { months, monthlyCents, due = 1, quotes = [], paidBy = account.owner.id } = details;
  const method = addMethods(seed, account);
  const accountId = account.id;
  const invoices = Array.from({ length: months }, (_, n) => {
    const id = newId('inv');
    const paid = n >= due;
    const amountCents = monthlyCents + (n % 3) * 1200;
    const lines = [
      { label: 'Services', amountCents: monthlyCents },
      ...(n % 3 === 0 ? [] : [{ label: 'Domain renewals', amountCents: (n % 3) * 1200 }]),
    ];
    const paidAt = paid ? seed.ago(n * month - 6, 9, 12) : null;
    const number = `${seed.now.getUTCFullYear()}-${String(10_000 - n * 7)}`;
    const dates = { issuedOn: seed.on(-n * month - 8), dueOn: seed.on(-n * month + 6) };
    seed.add(Invoice, {
      id,
      accountId,
      number,
      lines,
      amountCents,
      state: paid ? 'paid' : 'due',
      ...dates,
      paidAt,
    });
    if (paidAt !== null) {
      const by = {
        paymentMethodId: method.id,
        methodLabel: `${method.label} 4242`,
        paidBy,
        createdAt: paidAt,
      };
      seed.add(Payment, { id: newId('pay'), accountId, invoiceId: id, amountCents, ...by });
    }
    return id;
  });
  quotes.forEach((title, n) => {
    const number = `Q-${String(310 + n)}`;
    const amountCents = 14_400 * (n + 1);
    const dates = { validUntil: seed.on(21 + n), createdAt: seed.ago(4 + n, 15) };
    seed.add(Quote, { id: newId('quo'), accountId, number, title, amountCents, ...dates });
  });
  return invoices;
}
