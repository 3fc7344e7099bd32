import { verifyChain } from '@mandate/db';
import type { z } from 'zod';
import type { activityExport, activityList } from '../../contract/activity.ts';
import { endOfDay, startOfDay } from '../../days.ts';
import type { Condition } from '../../holders.ts';
import { likePattern, paged, slicePage } from '../lists.ts';
import { visibleRows } from '../visible.ts';
import type { Working } from '../working.ts';
import { exportSize } from './size.ts';
import { eventWords, type EventRow } from './words.ts';

type Filter = Omit<z.output<typeof activityExport>, 'before'>;

/** What a reader may search: names, never the ids and scopes inside an event. */
const searched = ['actor_name', 'subject_name', `data ->> 'name'`, `data ->> 'record'`, `data ->> 'email'`];

const newest = 1_000;

const columns = `seq, at, actor_kind as "actorKind", actor_user_id as "actorUserId", actor_name as "actorName",
  action, resource, subject_name as "subjectName", data`;

function inArea(area: Filter['area']): Condition[] {
  if (area === undefined) return [];
  if (area !== 'account') return [{ sql: '(resource = ? or resource like ?)', values: [area, `${area}/%`] }];
  return [{ sql: `(resource is null or resource = 'admin' or resource like 'admin/%')`, values: [] }];
}

function inDays(ctx: Working, { from, until }: Filter): Condition[] {
  const { timeZone } = ctx.account;
  return [
    ...(from ? [{ sql: 'at >= ?', values: [startOfDay(from, timeZone)] }] : []),
    ...(until ? [{ sql: 'at < ?', values: [endOfDay(until, timeZone)] }] : []),
  ];
}

function named(q: string | undefined): Condition[] {
  if (q === undefined) return [];
  const like = likePattern(q);
  const sql = `(${searched.map((column) => `${column} ilike ?`).join(' or ')})`;
  return [{ sql, values: searched.map(() => like) }];
}

/** The events that this reader may view, narrowed to what was asked for. */
function matching(ctx: Working, filter: Filter, more: Condition[] = []): Condition {
  const conditions = [
    { sql: 'account_id = ?', values: [ctx.account.id] },
    visibleRows(ctx, 'resource'),
    ...inArea(filter.area),
    ...inDays(ctx, filter),
    ...named(filter.q),
    ...more,
  ];
  return {
    sql: conditions.map(({ sql }) => sql).join(' and '),
    values: conditions.flatMap(({ values }) => values),
  };
}

export async function list(ctx: Working, input: z.output<typeof activityList>) {
  const { sql, values } = matching(ctx, input);
  const [count] = await ctx.em.execute<{ total: string | number }[]>(
    `select count(*) as total from activity_events where ${sql}`,
    values,
  );
  const { limit, offset } = slicePage(input.page);
  const events = await ctx.em.execute<EventRow[]>(
    `select ${columns} from activity_events where ${sql} order by seq desc limit ? offset ?`,
    [...values, limit, offset],
  );
  const items = await said(ctx, events);
  return { ...paged(items, Number(count?.total ?? 0), input.page), seal: await seal(ctx, input.seal) };
}

/** The same events for a file, newest first, so many at a time; `next` asks for those before. */
export async function exported(ctx: Working, { before, ...filter }: z.output<typeof activityExport>) {
  const { sql, values } = matching(ctx, filter, before ? [{ sql: 'seq < ?', values: [before] }] : []);
  const events = await ctx.em.execute<EventRow[]>(
    `select ${columns} from activity_events where ${sql} order by seq desc limit ?`,
    [...values, exportSize],
  );
  const last = events.length === exportSize ? (events.at(-1)?.seq ?? null) : null;
  return { items: await said(ctx, events), next: last };
}

async function said(ctx: Working, events: readonly EventRow[]) {
  const words = await eventWords(ctx, events);
  return events.map((event) => ({ ...about(ctx, event), ...words(event) }));
}

const about = (ctx: Working, event: EventRow) => ({
  seq: event.seq,
  at: new Date(event.at),
  actor: { name: event.actorName, kind: event.actorKind, you: event.actorUserId === ctx.user.id },
  onBehalfOf: event.actorUserId && event.actorUserId !== ctx.account.ownerUserId ? ctx.account.name : null,
});

/** Computed anew at each view: a seal that is only stored proves nothing. */
async function seal(ctx: Working, which: 'newest' | 'all') {
  const chain = await verifyChain(ctx.em, ctx.account.id, which === 'all' ? Infinity : newest);
  return {
    ok: chain.whole,
    entries: chain.whole ? chain.seq : chain.seq - 1,
    checked: chain.whole ? chain.checked : 0,
    brokenAt: chain.whole ? null : chain.seq,
    checkedAt: ctx.now,
  };
}
