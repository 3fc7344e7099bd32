import { z } from 'zod';
import { account, page, search } from './text.ts';

export const emailsList = z.strictObject({ account, q: search, page });
