import { Account, User } from '@mandate/db';
import { Refusal } from '../../errors.ts';
import { today } from '../calendar.ts';
import type { Working } from '../working.ts';

/**
 * Other accounts' domains cannot be seen from here, so the name is taken for a moment and given back: the index
 * that lets a name exist once knows them all.
 */
export async function refuseTaken(ctx: Working, name: string, id: string): Promise<void> {
  const requested = await ctx.em.execute<unknown[]>(
    `select 1 from commands where account_id = ? and kind = 'domain.register' and payload ->> 'name' = ?
       and state in ('requested', 'running') limit 1`,
    [ctx.account.id, name],
  );
  const free = await ctx.em.execute<unknown[]>(
    `insert into domains (id, account_id, name, expires_on, nameservers, registrant_name, registrant_email)
     values (?, ?, ?, ?, '{}', '', '') on conflict (name) do nothing returning id`,
    [id, ctx.account.id, name, today(ctx)],
  );
  if (requested.length > 0 || free.length === 0) throw new Refusal('DOMAIN_TAKEN');
  await ctx.em.execute('delete from domains where id = ?', [id], 'run');
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
