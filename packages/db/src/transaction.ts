import type { Em, Orm } from './orm.ts';

/** For whom and for what a transaction runs: what row-level security lets it see follows from this alone. */
export interface TransactionContext {
  /** The account that the transaction works in. */
  account?: string | undefined;
  /** The signed-in person: own memberships and grants, accounts one is a member of. */
  user?: string | undefined;
  /** The hash of an invitation's token or of a hand-off. */
  tokenHash?: string | undefined;
  /** The person's verified address: open invitations to it, with their accounts. */
  email?: string | undefined;
  /** Accounts that the policy has just decided: the page across accounts. */
  accounts?: readonly string[] | undefined;
  readOnly?: boolean | undefined;
}

type Setting = Exclude<keyof TransactionContext, 'readOnly'>;

const settings = {
  account: 'app.account_id',
  user: 'app.user_id',
  tokenHash: 'app.token_hash',
  email: 'app.email',
  accounts: 'app.account_ids',
} as const satisfies Record<Setting, string>;

const keys = Object.keys(settings) as Setting[];

function text(context: Pick<TransactionContext, Setting>, key: Setting): string {
  const value = context[key] ?? '';
  return typeof value === 'string' ? value : value.join(',');
}

/**
 * Runs `work` in a transaction of its own on a fresh entity manager. All settings are set at its start, the absent
 * ones to nothing, and end with it; a throw rolls everything back.
 */
export function inTransaction<T>(
  orm: Orm,
  context: TransactionContext,
  work: (em: Em) => Promise<T>,
): Promise<T> {
  const variables = Object.fromEntries(keys.map((key) => [settings[key], text(context, key)]));
  const em = orm.em.fork({ session: { variables } });
  return em.transactional((inner) => work(inner), { readOnly: context.readOnly ?? false, clear: true });
}

/** Changes the settings named in `context` for the rest of the transaction and leaves the others. */
export async function setContext(em: Em, context: Pick<TransactionContext, Setting>): Promise<void> {
  const named = keys.filter((key) => key in context);
  if (named.length === 0) return;
  await em.flush();
  const calls = named.map(() => 'set_config(?, ?, true)').join(', ');
  await em.execute(
    `select ${calls}`,
    named.flatMap((key) => [settings[key], text(context, key)]),
  );
}

/** The database's clock at this moment, to the millisecond. */
export async function dbNow(em: Em): Promise<Date> {
  const [row] = await em.execute<{ now: Date }[]>(
    `select date_trunc('milliseconds', clock_timestamp()) as now`,
  );
  if (row === undefined) throw new Error('the database did not tell the time');
  return new Date(row.now);
}
