import { z } from 'zod';
import { page } from './text.ts';

export const mailboxList = z.strictObject({ page });
export const mailboxGet = z.strictObject({ id: z.string().min(1).max(100) });
