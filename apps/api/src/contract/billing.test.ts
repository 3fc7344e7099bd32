import { describe, expect, it } from 'vitest';
import { billingAddMethod } from './billing.ts';

const account = `acc_${'a'.repeat(20)}`;
const faultOf = (some: object) =>
  billingAddMethod.safeParse({ account, label: 'Visa', expiresOn: '2030-01-31', ...some }).error?.issues[0]
    ?.path[0];

describe('payment methods', () => {
  it.each([
    ['card', '4242 4242 4242 4242'],
    ['card', '5555-5555-5555-4444'],
    ['debit', 'FR14 2004 1010 0505 0001 3M02 606'],
    ['debit', 'de89370400440532013000'],
  ])('takes a %s numbered %s', (kind, number) => expect(faultOf({ kind, number })).toBeUndefined());

  it.each([
    ['card', '4242 4242 4242 4243'],
    ['card', '42'],
    ['card', 'FR1420041010050500013M02606'],
    ['debit', 'FR1520041010050500013M02606'],
    ['debit', '4242424242424242'],
  ])('refuses a %s numbered %s', (kind, number) => expect(faultOf({ kind, number })).toBe('number'));

  it('wants to know until when a card is good', () => {
    expect(faultOf({ kind: 'card', number: '4242424242424242', expiresOn: undefined })).toBe('expiresOn');
  });
});
