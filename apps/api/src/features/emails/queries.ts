import type { Delivery, OutboxMessage } from '@mandate/db';
import type { z } from 'zod';
import type { emailsList } from '../../contract/emails.ts';
import { likePattern, paged, slicePage } from '../lists.ts';
import { waitsOf } from '../mail-waits.ts';
import { visibleRows } from '../visible.ts';
import type { Working } from '../working.ts';

interface Row extends Pick<OutboxMessage, 'id' | 'kind' | 'subject' | 'recipient'> {
  at: string;
  /** When it was to leave. */
  due: string;
  state: Delivery['state'] | null;
  cause: string | null;
  reason: string | null;
  stateAt: string | null;
}

/** The account's own mails; identity mail has no account and never appears. */
export async function list(ctx: Working, { q, page }: z.output<typeof emailsList>) {
  const visible = visibleRows(ctx, 'o.resource');
  const like = q ? likePattern(q) : null;
  const where = `o.account_id = ? and ${visible.sql} and (?::text is null or o.subject ilike ? or o.recipient ilike ?)`;
  const values = [ctx.account.id, ...visible.values, like, like, like];
  const [count] = await ctx.em.execute<{ total: string | number }[]>(
    `select count(*) as total from outbox_messages o where ${where}`,
    values,
  );
  const { limit, offset } = slicePage(page);
  const rows = await ctx.em.execute<Row[]>(
    `select o.id, o.kind, o.subject, o.recipient, o.created_at as at,
       case when o.attempts = 0 then o.send_after else o.created_at end as due, d.state, d.cause, d.reason, d.at as "stateAt"
     from outbox_messages o left join deliveries d on d.outbox_id = o.id
     where ${where} order by o.created_at desc, o.id limit ? offset ?`,
    [...values, limit, offset],
  );
  return paged(
    rows.map((row) => item(ctx, row)),
    Number(count?.total ?? 0),
    page,
  );
}

const item = (ctx: Working, { at, due, state, cause, reason, stateAt, ...mail }: Row) => ({
  ...{ id: mail.id, kind: mail.kind, subject: mail.subject, recipient: mail.recipient },
  at: new Date(at),
  state: state ?? ('queued' as const),
  cause,
  reason,
  stateAt: new Date(stateAt ?? at),
  ...waitsOf(ctx, { state: state ?? 'queued', since: new Date(due) }),
});
