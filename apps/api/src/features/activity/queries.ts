import { verifyChain } from '@mandate/db';
import type { z } from 'zod';
import type { activityList } from '../../contract/activity.ts';
import { likePattern, paged, slicePage } from '../lists.ts';
import { visibleRows } from '../visible.ts';
import type { Working } from '../working.ts';
import { eventWords, type EventRow } from './words.ts';

/** What a reader may search: names, never the ids and scopes inside an event. */
const searched = ['actor_name', 'subject_name', `data ->> 'name'`, `data ->> 'record'`, `data ->> 'email'`];

export async function list(ctx: Working, { q, page }: z.output<typeof activityList>) {
  const visible = visibleRows(ctx, 'resource');
  const like = q ? likePattern(q) : null;
  const matches = searched.map((column) => `${column} ilike ?`).join(' or ');
  const where = `account_id = ? and ${visible.sql} and (?::text is null or ${matches})`;
  const values = [ctx.account.id, ...visible.values, like, ...searched.map(() => like)];
  const [count] = await ctx.em.execute<{ total: string | number }[]>(
    `select count(*) as total from activity_events where ${where}`,
    values,
  );
  const { limit, offset } = slicePage(page);
  const events = await ctx.em.execute<EventRow[]>(
    `select seq, at, actor_kind as "actorKind", actor_user_id as "actorUserId", actor_name as "actorName", action,
       resource, subject_name as "subjectName", data
     from activity_events where ${where} order by seq desc limit ? offset ?`,
    [...values, limit, offset],
  );
  const words = await eventWords(ctx, events);
  const items = events.map((event) => ({ ...about(ctx, event), ...words(event) }));
  return { ...paged(items, Number(count?.total ?? 0), page), seal: await seal(ctx) };
}

const about = (ctx: Working, event: EventRow) => ({
  seq: event.seq,
  at: new Date(event.at),
  actor: { name: event.actorName, kind: event.actorKind, you: event.actorUserId === ctx.user.id },
  onBehalfOf: event.actorUserId && event.actorUserId !== ctx.account.ownerUserId ? ctx.account.name : null,
});

/** Computed anew from the first event: a seal that is only stored proves nothing. */
async function seal(ctx: Working) {
  const chain = await verifyChain(ctx.em, ctx.account.id);
  return {
    ok: chain.whole,
    entries: chain.whole ? chain.seq : chain.seq - 1,
    brokenAt: chain.whole ? null : chain.seq,
    checkedAt: ctx.now,
  };
}
