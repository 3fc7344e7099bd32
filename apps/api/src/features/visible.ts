import type { Condition } from '../holders.ts';
import { ticketSight } from './support/view.ts';
import type { Working } from './working.ts';

const never: Condition = { sql: 'false', values: [] };

function either(conditions: Condition[]): Condition {
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(' or ')})`,
    values: conditions.flatMap(({ values }) => values),
  };
}

/** Rows about a container: only those whose container the reader may view. One statement, however long the scope. */
function container({ slice }: Working, column: string, area: 'services' | 'domains'): Condition {
  const scope = slice.scope(`${area}:view`);
  if ('only' in scope) {
    const addresses = scope.only.map((id) => `${area}/${id}`).join(',');
    return { sql: `${column} = any (string_to_array(?, ','))`, values: [addresses] };
  }
  const hidden = scope.except.map((id) => `${area}/${id}`).join(',');
  return {
    sql: `(${column} = ? or (${column} like ? and ${column} <> all (string_to_array(?, ','))))`,
    values: [area, `${area}/%`, hidden],
  };
}

function billing({ slice }: Working, column: string): Condition {
  if (!slice.can('billing:view', 'billing')) return never;
  return { sql: `(${column} = 'billing' or ${column} like 'billing/%')`, values: [] };
}

/** Tickets are own or other ones to each reader, so their address is made for this one. */
function support(ctx: Working, column: string): Condition {
  const { own, other } = ticketSight(ctx);
  if (own && other) return { sql: `(${column} = 'support' or ${column} like 'support/%')`, values: [] };
  if (!own && !other) return never;
  const opened = `substring(${column} from '[^/]+$') in (select id from tickets where account_id = ? and opened_by = ?)`;
  return {
    sql: `(${column} like 'support/%' and ${own ? '' : 'not '}${opened})`,
    values: [ctx.account.id, ctx.user.id],
  };
}

/**
 * Mails and events carry the resource they are about, and follow it: a reader sees those about what he may view,
 * and those about the account itself (S14).
 */
export const visibleRows = (ctx: Working, column: string): Condition =>
  either([
    { sql: `${column} is null or ${column} = 'admin' or ${column} like 'admin/%'`, values: [] },
    container(ctx, column, 'services'),
    container(ctx, column, 'domains'),
    billing(ctx, column),
    support(ctx, column),
  ]);
