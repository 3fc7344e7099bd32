import type { Em } from '@mandate/db';

/** Does work that leaves nothing behind, so that an answer takes as long for one address as for another (S23). */
export async function undone(em: Em, work: () => Promise<unknown>): Promise<void> {
  await em.execute('savepoint undone');
  await work();
  await em.execute('rollback to savepoint undone');
}
