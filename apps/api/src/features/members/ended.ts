import { Grant, mapBreathing, Membership, readFactsOfMembers, User } from '@mandate/db';
import type { GrantSpec } from '@mandate/policy';
import type { z } from 'zod';
import type { membersEnded, membersRenewal } from '../../contract/members.ts';
import { Refusal } from '../../errors.ts';
import { likePattern, paged, slicePage } from '../lists.ts';
import { namesInEach } from '../names.ts';
import { peopleNamed } from '../people.ts';
import type { Working } from '../working.ts';
import { formerGrants, givenAgain, lacks } from './former.ts';
import { daysOfMember, groupsOf } from './parts.ts';
import { specOfRow } from './rows.ts';
import { sayEach } from './saying.ts';
import { target } from './touching.ts';

interface Row {
  user: string;
  name: string;
  email: string;
  deleted: boolean;
  whole: boolean;
  reason: 'removed' | 'left' | 'expired';
  by: string | null;
  at: string;
  grants: string[] | null;
}

/**
 * Accesses that ended, and parts that ran out of people who are still members; not those that were given again since
 * just as they were.
 */
const ended = `
  select m.user_id, true as whole, m.end_reason as reason, m.ended_by, m.ended_at as at, null::text[] as grants
  from memberships m where m.account_id = ? and m.ended_at is not null
  union all
  select g.user_id, false, 'expired', null, g.ended_at, array_agg(g.id)
  from grants g join memberships m on m.account_id = g.account_id and m.user_id = g.user_id
  where g.account_id = ? and g.end_reason = 'expired' and m.ended_at is null and g.ended_at >= m.created_at
    and not exists (
      select 1 from grants s where s.account_id = g.account_id and s.user_id = g.user_id and s.ended_at is null
        and s.preset is not distinct from g.preset and s.permission is not distinct from g.permission
        and s.services is not distinct from g.services and s.domains is not distinct from g.domains)
  group by g.user_id, g.ended_at`;

/** "Ended": who had access, what it was, how it ended and by whom, newest first. */
export async function listEnded(ctx: Working, { q, page }: z.infer<typeof membersEnded>) {
  const { id } = ctx.account;
  const like = likePattern(q ?? '');
  const from = `from (${ended}) e join users u on u.id = e.user_id where u.name ilike ? or u.email ilike ?`;
  const values = [id, id, like, like];
  const [count] = await ctx.em.execute<{ total: string | number }[]>(
    `select count(*) as total ${from}`,
    values,
  );
  const { limit, offset } = slicePage(page);
  const rows = await ctx.em.execute<Row[]>(
    `select e.user_id as "user", u.name, u.email, u.deleted_at is not null as deleted, e.whole, e.reason,
       e.ended_by as "by", e.at, e.grants
     ${from} order by e.at desc, e.user_id limit ? offset ?`,
    [...values, limit, offset],
  );
  const former = await held(ctx, rows);
  const names = await namesInEach(ctx.em, former, ctx.slice);
  const said = await sayEach(ctx, former, 'now', { names, past: true });
  const nameOf = await peopleNamed(
    ctx.em,
    rows.map(({ by }) => by),
  );
  const mayRenew = ctx.slice.anywhere('admin:users');
  const userIds = rows.map(({ user }) => user);
  const facts = new Map(
    (await readFactsOfMembers(ctx.em, ctx.account.id, { userIds })).map((one) => [one.userId, one]),
  );
  const renews = (user: string, whole: boolean, grants: readonly GrantSpec[]) =>
    mayRenew &&
    user !== ctx.user.id &&
    (whole ? grants.length > 0 : lacks(ctx, facts.get(user)!, grants, names));
  const items = await mapBreathing(rows, ({ by, deleted, at, grants: _grants, ...row }, index) => ({
    ...row,
    email: deleted ? null : row.email,
    by: by ? nameOf(by) : null,
    byYou: by === ctx.user.id,
    at: new Date(at),
    access: former[index]!.length > 0 ? said[index]! : null,
    mayRenew: !deleted && renews(row.user, row.whole, former[index]!),
  }));
  return paged(items, Number(count?.total ?? 0), page);
}

/** What stood in each row, up to its end. */
async function held(ctx: Working, rows: readonly Row[]): Promise<GrantSpec[][]> {
  const gone = rows.filter(({ whole }) => whole).map(({ user }) => user);
  const former = await formerGrants(ctx.em, ctx.account.id, gone);
  const ids = rows.flatMap(({ grants }) => grants ?? []);
  const parts = await ctx.em.find(
    Grant,
    { accountId: ctx.account.id, id: ids },
    { orderBy: { createdAt: 'asc', id: 'asc' } },
  );
  return rows.map(({ whole, user, grants }) =>
    // what it was, not when: its dates have passed
    (whole
      ? (former.get(user) ?? [])
      : parts.filter(({ id }) => grants?.includes(id)).map((part) => specOfRow(part))
    ).map((grant) => ({ ...grant, start: null, end: null })),
  );
}

/**
 * All that the check page of a renewal needs: the former rights, cut to what the asking person may give. Of somebody
 * who is no longer a member they are for an invitation; of a member, beside what stands, for a change.
 */
export async function renewal(ctx: Working, { user, ended: at }: z.infer<typeof membersRenewal>) {
  const accountId = ctx.account.id;
  const membership = await ctx.em.findOne(Membership, { accountId, userId: user });
  const person = await ctx.em.findOne(User, { id: user, deletedAt: null });
  if (!membership || !person) throw new Refusal('NOT_FOUND');
  const { name, email, locale } = person;
  if (membership.endedAt) {
    const former = (await formerGrants(ctx.em, accountId, [user])).get(user) ?? [];
    return { ...(await givenAgain(ctx, former)), way: 'invite' as const, name, email, locale };
  }
  const facts = await target(ctx, user);
  const found = at
    ? await ctx.em.find(Grant, { accountId, userId: user, endReason: 'expired', endedAt: new Date(at) })
    : [];
  const days = { timeZone: ctx.account.timeZone, now: ctx.now, reader: ctx.slice };
  return {
    ...(await givenAgain(
      ctx,
      found.map((row) => specOfRow(row)),
    )),
    way: 'change' as const,
    name,
    present: groupsOf(facts.grants, days).map(({ part }) => part),
    dates: daysOfMember(facts, days),
    epoch: facts.member.epoch,
  };
}
