import { Domain } from '@mandate/db';
import { lockRow, type Working } from '../working.ts';

export const addressOf = (input: { domain: string }): string => `domains/${input.domain}`;

/** The domain, held until the end of the transaction: its records and settings change one at a time. */
export async function hold(ctx: Working, input: { domain: string }): Promise<Domain> {
  await lockRow(ctx, 'domains', input.domain);
  return ctx.em.findOneOrFail(Domain, { id: input.domain, accountId: ctx.account.id }, { refresh: true });
}
