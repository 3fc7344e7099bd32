import { genesis, hashOf } from './activity-hash.ts';
import { ActivityEvent, ActivityHead } from './entities/index.ts';
import type { Em } from './orm.ts';

/** Whole up to `seq`, or broken at `seq`; `checked`: so many links were computed anew. */
export type ChainState = { whole: true; seq: number; checked: number } | { whole: false; seq: number };

// few enough that other requests have their turn between two pages
const page = 200;

/**
 * Computes the links of an account's log anew: those of the newest entries up to its head, or, unless told how many,
 * all from the first event on.
 */
export async function verifyChain(em: Em, accountId: string, newest = Infinity): Promise<ChainState> {
  const head = await em.findOne(ActivityHead, { accountId }, { disableIdentityMap: true });
  const start = Math.max(0, (head?.seq ?? 0) - newest);
  let seq = start;
  let hash = start === 0 ? genesis : (await eventAt(em, accountId, start))?.hash;
  for (;;) {
    const where = { accountId, seq: { $gt: seq } };
    const events = await em.find(ActivityEvent, where, {
      orderBy: { seq: 'asc' },
      limit: page,
      disableIdentityMap: true,
    });
    for (const event of events) {
      const placed = {
        ...event,
        actorUserId: event.actorUserId ?? null,
        resource: event.resource ?? null,
        subjectUserId: event.subjectUserId ?? null,
        subjectName: event.subjectName ?? null,
      };
      const linked = event.seq === seq + 1 && event.prevHash === hash && event.hash === hashOf(placed);
      if (!linked) return { whole: false, seq: seq + 1 };
      seq = event.seq;
      hash = event.hash;
    }
    if (events.length < page) break;
  }
  const agrees = head === null ? seq === 0 : head.seq === seq && head.hash === hash;
  return agrees ? { whole: true, seq, checked: seq - start } : { whole: false, seq: seq + 1 };
}

const eventAt = (em: Em, accountId: string, seq: number) =>
  em.findOne(ActivityEvent, { accountId, seq }, { disableIdentityMap: true });
