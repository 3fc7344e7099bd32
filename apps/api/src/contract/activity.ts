import { z } from 'zod';
import { account, page, search } from './text.ts';

export const activityList = z.strictObject({ account, q: search, page });
