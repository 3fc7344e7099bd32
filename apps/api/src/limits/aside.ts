import { inTransaction, type Em, type Orm } from '@mandate/db';

/** A short transaction of its own that stays whatever becomes of the call's, over connections of its own. */
export const aside = <T>(ctx: { aside: Orm }, work: (em: Em) => Promise<T>): Promise<T> =>
  inTransaction(ctx.aside, {}, work);
