import { readEpochs, readFacts, readFactsOfHolders } from './facts.ts';
import type { Orm } from './orm.ts';
import type { Facts, GrantSource } from './policy-types.ts';
import { inTransaction } from './transaction.ts';

const page = 500;

/**
 * The policy's grants as they stand in PostgreSQL. Each answer is one statement in a read-only transaction of its own,
 * with the row-level security of that account and person, and the database's time. Rejects when it is away.
 */
export function grantSource(orm: Orm): GrantSource {
  return {
    facts: ({ user, account }) =>
      inTransaction(orm, { user, account, readOnly: true }, (em) =>
        readFacts(em, { userId: user, accountId: account }),
      ),
    epochs: (pair) => inTransaction(orm, { ...pair, readOnly: true }, (em) => readEpochs(em, pair)),
    candidates: (account, names) => holders(orm, account, names),
  };
}

async function* holders(orm: Orm, account: string, names: readonly string[]): AsyncIterable<Facts> {
  for (let after = ''; ;) {
    const found = await inTransaction(orm, { account, readOnly: true }, (em) =>
      readFactsOfHolders(em, account, { names, after, limit: page }),
    );
    yield* found;
    const last = found.at(-1);
    if (last === undefined || found.length < page) return;
    after = last.userId;
  }
}
