import { appendEvent, type NewEvent } from '@mandate/db';
import { permissionLabel, type Permission } from '@mandate/policy';
import { whoCanGiveEach, type Access } from '../access.ts';
import type { Work } from '../context.ts';

/** What a procedure in an account works with. */
export type Working = Work & Access & { user: { id: string; name: string; email: string } };

/** Logs what the person did, in the transaction of the change and as its last act. */
export const record = (
  ctx: Pick<Working, 'em' | 'account' | 'user'>,
  event: Pick<NewEvent, 'action' | 'resource' | 'data' | 'subjectUserId' | 'subjectName'>,
): Promise<number> =>
  appendEvent(ctx.em, {
    accountId: ctx.account.id,
    actorKind: 'user',
    actorUserId: ctx.user.id,
    actorName: ctx.user.name,
    ...event,
  });

export interface Missing {
  permission: Permission;
  label: string;
  /** Names of the people who can give it. */
  who: string[];
}

/** Those of `permissions` that this person lacks there, for the places where their absence would puzzle. */
export async function missingOn(
  ctx: Working,
  address: string,
  permissions: Permission[],
): Promise<Missing[]> {
  const lacking = permissions.filter((permission) => {
    const decision = ctx.slice.check(permission, address);
    return !decision.allowed && decision.why === 'none';
  });
  if (lacking.length === 0) return [];
  const who = await whoCanGiveEach(
    ctx,
    lacking.map((permission) => ({ permission, address })),
  );
  return lacking.map((permission, index) => {
    const label = permissionLabel(ctx.bundle(), permission, ctx.request.locale).name;
    return { permission, label, who: who[index] ?? [] };
  });
}

type Lockable = 'services' | 'domains' | 'invoices' | 'quotes' | 'tickets' | 'payment_methods';

/** Holds one row until the end of the transaction: what is read afterwards stays true. */
export async function lockRow(ctx: Working, table: Lockable, id: string): Promise<void> {
  await ctx.em.execute(`select 1 from ${table} where account_id = ? and id = ? for update`, [
    ctx.account.id,
    id,
  ]);
}

/** One at a time in this account: numbers that follow each other. */
export async function takeTurns(
  ctx: Working,
  what: 'domains' | 'invoices' | 'tickets' | 'methods',
): Promise<void> {
  await ctx.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`${what}/${ctx.account.id}`]);
}
