import { z } from 'zod';
import { account, anyPassword, page, safeText, search } from './text.ts';

/** `waiting`: the page of the invitations that wait. */
export const accountsList = z.strictObject({ q: search, page, waiting: page });
export const accountsAcross = z.strictObject({
  q: search,
  kind: z.enum(['invoices', 'tickets', 'domains']).optional(),
  page,
});
export const accountsOpen = z.strictObject({ name: safeText(64) });
export const accountsClose = z.strictObject({ account, name: safeText(64), password: anyPassword });
export const accountOnly = z.strictObject({ account });
