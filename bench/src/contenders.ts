import type { Bundle } from '../../packages/policy/src/index.ts';
import { createPolicy, type Policy } from '../../packages/policy/src/index.ts';
import type { Decide } from './measure.ts';
import type { Mix } from './mix.ts';
import type { Table } from './table.ts';

type Names = Record<string, string>;

/** Our policy over a table, with the first so many pairs in memory. */
export async function ours(bundle: Bundle, table: Table, pairs: number): Promise<Policy<Names>> {
  const policy = createPolicy<Names>({
    bundle,
    grants: table,
    cachedFor: 24 * 3_600_000,
    maxPairs: pairs + 1,
    maxBytes: 64 * 1024 ** 3,
  });
  for (let index = 0; index < pairs; index += 1) await policy.load(table.pair(index), 'cached');
  return policy;
}

export function decideWith(policy: Policy<Names>, mix: Mix): Decide {
  const { users, accounts, permissions, resources } = mix;
  return (index) =>
    policy.can(
      users[index] as string,
      accounts[index] as string,
      permissions[index] as string,
      resources[index] as string,
    ) === true;
}

/** Something of its own for each hot pair, found by user and account. */
export function byPair<T>(
  table: Table,
  count: number,
  make: (index: number) => T,
): (user: string, account: string) => T | undefined {
  const users = new Map<string, Map<string, T>>();
  for (let index = 0; index < count; index += 1) {
    const { user, account } = table.pair(index);
    const own = users.get(user) ?? new Map<string, T>();
    users.set(user, own.set(account, make(index)));
  }
  return (user, account) => users.get(user)?.get(account);
}
