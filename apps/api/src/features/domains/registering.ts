import { Account, Domain, User } from '@mandate/db';
import { Refusal } from '../../errors.ts';
import { takeTurns, type Working } from '../working.ts';

/** Refuses a name that the account has or has already asked for; whether anybody else has it, the provider finds. */
export async function refuseTaken(ctx: Working, name: string): Promise<void> {
  await takeTurns(ctx, 'domains');
  const requested = await ctx.em.execute<unknown[]>(
    `select 1 from commands where account_id = ? and kind = 'domain.register' and payload ->> 'name' = ?
       and state in ('requested', 'running') limit 1`,
    [ctx.account.id, name],
  );
  const present = await ctx.em.count(Domain, { accountId: ctx.account.id, name });
  if (requested.length > 0 || present > 0) throw new Refusal('DOMAIN_TAKEN');
}

/** A domain is registered for the account: its profile, else its owner. */
export async function registrantOf(ctx: Working) {
  const account = await ctx.em.findOneOrFail(Account, { id: ctx.account.id });
  const owner = await ctx.em.findOneOrFail(User, { id: account.ownerUserId });
  return {
    registrantName: account.company ?? account.name,
    registrantEmail: account.technicalEmail ?? owner.email,
  };
}
