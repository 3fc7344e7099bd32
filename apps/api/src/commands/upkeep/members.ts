import { Grant, storeGrant, type Em, type NewEvent } from '@mandate/db';
import { specOfRow } from '../../features/members/rows.ts';
import { systemEvent } from '../event.ts';

interface Due {
  userId: string;
  name: string;
  over: boolean;
}

interface Expired {
  userId: string;
  /** The whole access ended, not just one grant. */
  gone: boolean;
  event: NewEvent;
}

/**
 * Writes down as expired what ran out by date; the clock has refused it since. Membership rows are held before
 * anything of theirs is changed, in the order of S13.
 */
export async function expireMembers(em: Em, accountId: string): Promise<Expired[]> {
  const due = await em.execute<Due[]>(
    `select m.user_id as "userId", u.name, coalesce(m.end_at <= clock_timestamp(), false) as over
     from memberships m join users u on u.id = m.user_id
     where m.account_id = ? and m.ended_at is null and (m.end_at <= clock_timestamp() or exists (
       select 1 from grants g where g.account_id = m.account_id and g.user_id = m.user_id and g.ended_at is null
         and g.end_at <= clock_timestamp()))
     order by m.user_id for update of m`,
    [accountId],
  );
  const expired: Expired[] = [];
  for (const member of due) {
    const ended = await expireMember(em, accountId, member);
    if (ended) expired.push(ended);
  }
  return expired;
}

async function expireMember(em: Em, accountId: string, { userId, name, over }: Due): Promise<Expired | null> {
  // each ends at its end, not when it is written down; what the membership ends, ends with it
  const expired = await em.execute<{ id: string }[]>(
    `update grants g set ended_at = least(g.end_at, m.end_at, clock_timestamp()), end_reason = 'expired'
     from memberships m
     where m.account_id = g.account_id and m.user_id = g.user_id and g.account_id = ? and g.user_id = ?
       and g.ended_at is null and (? or g.end_at <= clock_timestamp())
     returning g.id`,
    [accountId, userId, over],
  );
  // somebody else ended it while this waited for the row
  if (expired.length === 0 && !over) return null;
  const [membership] = await em.execute<{ ended: boolean }[]>(
    `update memberships m set epoch = epoch + 1, ended_at = case when gone then least(m.end_at, last) end,
       end_reason = case when gone then 'expired' end
     from (
       select ? or bool_and(ended_at is not null) as gone,
         coalesce(max(ended_at) filter (where end_reason = 'expired'), clock_timestamp()) as last
       from grants where account_id = ? and user_id = ?) left_over
     where m.account_id = ? and m.user_id = ? returning gone as ended`,
    [over, accountId, userId, accountId, userId],
  );
  const gone = membership?.ended ?? false;
  const rows = await em.find(Grant, { accountId, id: expired.map(({ id }) => id) });
  const event = systemEvent(accountId, {
    action: gone ? 'member.expired' : 'grant.expired',
    subjectUserId: userId,
    subjectName: name,
    data: { before: rows.map((row) => storeGrant(specOfRow(row))) },
  });
  return { userId, gone, event };
}
