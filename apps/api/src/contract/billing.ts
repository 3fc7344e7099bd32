import { z } from 'zod';
import { account, emailAddress, id, page, safeText, search } from './text.ts';

export const billingInvoices = z.strictObject({
  account,
  q: search,
  state: z.enum(['due', 'paid']).optional(),
  page,
});
export const billingInvoice = z.strictObject({ account, invoice: id('inv') });
export const billingPay = z.strictObject({ account, invoice: id('inv'), method: id('pm') });
export const billingQuotes = z.strictObject({
  account,
  q: search,
  state: z.enum(['open', 'accepted']).optional(),
  page,
});
export const billingQuote = z.strictObject({ account, quote: id('quo') });
export const billingPayments = z.strictObject({ account, q: search, page });
export const billingMethods = z.strictObject({ account });
export const billingMethod = z.strictObject({ account, method: id('pm') });

export const billingContact = z.strictObject({ account });
/** Empty means none. */
export const billingSaveContact = z.strictObject({ account, email: z.union([z.literal(''), emailAddress]) });

/** So many payment methods an account holds: all of them stand on one page. */
export const mostMethods = 20;

/** The check digit of a card's number. */
function luhn(digits: string): boolean {
  let sum = 0;
  for (const [i, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** The check digits of an IBAN: its letters count as 10 to 35, and the whole leaves 1 modulo 97. */
function iban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  let rest = 0;
  for (const sign of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

export const billingAddMethod = z
  .strictObject({
    account,
    kind: z.enum(['card', 'debit']),
    label: safeText(40),
    /** Card number or IBAN; nothing but its last four is ever kept. */
    number: z
      .string()
      .max(60, 'too_long')
      .transform((text) => text.replace(/[\s-]/g, '').toUpperCase()),
    /** A card's last day, `2028-12-31`. */
    expiresOn: z.iso.date('date').optional(),
  })
  .refine((m) => (m.kind === 'card' ? /^\d{12,19}$/.test(m.number) && luhn(m.number) : iban(m.number)), {
    path: ['number'],
    message: 'invalid',
  })
  .refine((m) => m.kind === 'debit' || m.expiresOn !== undefined, {
    path: ['expiresOn'],
    message: 'required',
  });
