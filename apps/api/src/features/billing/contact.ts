import { Account } from '@mandate/db';
import type { z } from 'zod';
import type { billingSaveContact } from '../../contract/billing.ts';
import { record, type Working } from '../working.ts';

const find = ({ em, account: { id } }: Working) => em.findOneOrFail(Account, { id });

/** The same address as in the account's profile: here for who looks after the money and not after the account. */
export async function get(ctx: Working) {
  return { email: (await find(ctx)).billingEmail ?? '' };
}

export async function save(ctx: Working, { email }: z.output<typeof billingSaveContact>) {
  const account = await find(ctx);
  const before = account.billingEmail ?? null;
  const after = email || null;
  if (after === before) return { changed: false };
  account.billingEmail = after;
  await record(ctx, { action: 'billing.contact_saved', resource: 'billing', data: { before, after } });
  return { changed: true };
}
