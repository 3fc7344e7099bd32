import type { DemoAccount } from './accounts.ts';
import { addHistory } from './history.ts';
import type { Seed } from './seed.ts';

/** One account that the provider has suspended and one that its owner has closed. */
export async function closeAccounts(seed: Seed, accounts: readonly DemoAccount[]): Promise<void> {
  for (const account of accounts) {
    const state = { 'Atelier Roux': 'suspended', 'Pixel Forge': 'closed' }[account.name];
    if (state === undefined) continue;
    await seed.em.execute('update accounts set state = ?, epoch = epoch + 1 where id = ?', [
      state,
      account.id,
    ]);
    const by = state === 'closed' ? account.owner : undefined;
    await addHistory(seed, account, [{ at: seed.ago(2, 12), by, action: `account.${state}` }]);
  }
}
