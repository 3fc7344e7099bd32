import type { Em, NewEvent } from '@mandate/db';
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
  const expired = await em.execute<{ id: string; preset: string | null; permission: string | null }[]>(
    `update grants set ended_at = least(end_at, clock_timestamp()), end_reason = 'expired'
     where account_id = ? and user_id = ? and ended_at is null and (? or end_at <= clock_timestamp())
     returning id, preset, permission`,
    [accountId, userId, over],
  );
  // somebody else ended it while this waited for the row
  if (expired.length === 0 && !over) return null;
  const [membership] = await em.execute<{ ended: boolean }[]>(
    `update memberships m set epoch = epoch + 1,
       ended_at = case when gone then clock_timestamp() end, end_reason = case when gone then 'expired' end
     from (select ? or not exists (
       select 1 from grants where account_id = ? and user_id = ? and ended_at is null) as gone) left_over
     where m.account_id = ? and m.user_id = ? returning gone as ended`,
    [over, accountId, userId, accountId, userId],
  );
  const gone = membership?.ended ?? false;
  const event = systemEvent(accountId, {
    action: gone ? 'member.expired' : 'grant.expired',
    subjectUserId: userId,
    subjectName: name,
    data: { grants: expired },
  });
  return { userId, gone, event };
}
