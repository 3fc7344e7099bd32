import { Account } from '@mandate/db';
import type { z } from 'zod';
import type { profileSave } from '../../contract/profile.ts';
import { record, type Working } from '../working.ts';
import * as queries from './queries.ts';

/** Saves what differs; the log keeps the old values of exactly that. */
export async function save(ctx: Working, input: z.output<typeof profileSave>) {
  const { account: id, name, timeZone, locale, ...details } = input;
  const account = await ctx.em.findOneOrFail(Account, { id });
  const old: Record<string, string> = await queries.get(ctx);
  const now: Record<string, string> = { name, timeZone, locale, ...details };
  const changed = Object.keys(now).filter((field) => now[field] !== old[field]);
  if (changed.length === 0) return { changed };

  const none = Object.fromEntries(Object.entries(details).map(([field, value]) => [field, value || null]));
  ctx.em.assign(account, { name, timeZone, locale, ...none });
  const pick = (from: Record<string, string>) =>
    Object.fromEntries(changed.map((field) => [field, from[field]]));
  await record(ctx, {
    action: 'profile.saved',
    resource: 'admin',
    data: { before: pick(old), after: pick(now) },
  });
  return { changed };
}
