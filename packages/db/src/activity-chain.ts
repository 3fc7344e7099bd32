import { genesis, hashOf } from './activity-hash.ts';
import { ActivityEvent, ActivityHead } from './entities/index.ts';
import type { Em } from './orm.ts';

/** Whole up to `seq`, or broken at `seq`. */
export type ChainState = { whole: true; seq: number; hash: string } | { whole: false; seq: number };

const page = 1000;

/** Reads an account's log from its first event and computes every link anew. */
export async function verifyChain(em: Em, accountId: string): Promise<ChainState> {
  let seq = 0;
  let hash = genesis;
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
  const head = await em.findOne(ActivityHead, { accountId }, { disableIdentityMap: true });
  const agrees = head === null ? seq === 0 : head.seq === seq && head.hash === hash;
  return agrees ? { whole: true, seq, hash } : { whole: false, seq: seq + 1 };
}
