import { setTimeout as sleep } from 'node:timers/promises';
import type { Em } from '../orm.ts';

/**
 * Until so many backends of this database wait for a lock, or `over` says that nobody will. Long enough for any
 * machine; a lock that nobody asks for is a fault.
 */
export async function untilWaiting(em: Em, atLeast = 1, over: () => boolean = () => false): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!over()) {
    const [row] = await em.execute<[{ n: number }]>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (row.n >= atLeast) return;
    if (Date.now() > deadline) throw new Error(`${row.n} wait for a lock, not ${atLeast}.`);
    await sleep(5);
  }
}
