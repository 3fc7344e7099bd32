import { Invitation } from '@mandate/db';
import type { z } from 'zod';
import type { invitationsList } from '../../contract/invitations.ts';
import { likePattern, paged, slicePage } from '../lists.ts';
import type { Working } from '../working.ts';
import { items } from './queries.ts';

/** Mailed, and the newest mail came back, was not taken, or was marked as unwanted. */
const lost = `i.way = 'mailed' and exists (
  select 1 from (
    select d.state from outbox_messages o join deliveries d on d.outbox_id = o.id
    where o.account_id = i.account_id and o.invitation_id = i.id order by o.created_at desc, o.id desc limit 1) mail
  where mail.state in ('bounced', 'failed', 'complained'))`;

/** What waits for an answer: what needs a hand first, the rest by its end. */
const open = { where: `i.state = 'open'`, order: `${lost} desc, i.expires_at, i.id` };

/**
 * What nobody answered in time or was declined, in the last 30 days; not where somebody asked again since, nor where
 * the address has access by now.
 */
const over = {
  where: `(i.state = 'expired' and i.expires_at > now() - interval '30 days'
      or i.state = 'declined' and i.answered_at > now() - interval '30 days')
    and not exists (
      select 1 from invitations s
      where s.account_id = i.account_id and s.email = i.email
        and (s.state = 'open' or (s.created_at, s.id) > (i.created_at, i.id)))
    and not exists (
      select 1 from memberships m join users u on u.id = m.user_id
      where m.account_id = i.account_id and m.ended_at is null and u.email = i.email)`,
  order: `coalesce(i.answered_at, i.expires_at) desc, i.id`,
};

export async function listInvitations(ctx: Working, asked: z.output<typeof invitationsList>) {
  const { q, page } = asked;
  const { where, order } = asked.over ? over : open;
  const from = `from invitations i where i.account_id = ? and i.email ilike ? and ${where}`;
  const values = [ctx.account.id, likePattern(q ?? '')];
  const [count] = await ctx.em.execute<{ total: string | number }[]>(
    `select count(*) as total ${from}`,
    values,
  );
  const { limit, offset } = slicePage(page);
  const found = await ctx.em.execute<{ id: string }[]>(
    `select i.id ${from} order by ${order} limit ? offset ?`,
    [...values, limit, offset],
  );
  const rows = await ctx.em.find(Invitation, { accountId: ctx.account.id, id: found.map(({ id }) => id) });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const inOrder = found.flatMap(({ id }) => byId.get(id) ?? []);
  return paged(await items(ctx, inOrder), Number(count?.total ?? 0), page);
}
