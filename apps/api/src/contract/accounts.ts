import { z } from 'zod';
import { account, page, safeText, search } from './text.ts';

export const accountsList = z.strictObject({ q: search, page });
export const accountsAcross = z.strictObject({ q: search, page });
export const accountsOpen = z.strictObject({ name: safeText(64) });
export const accountOnly = z.strictObject({ account });
