import { breather, mapBreathing, readFactsOfMembers, User, type MemberFacts } from '@mandate/db';
import { catalogue, clipped, mayTouch, memberStanding } from '@mandate/policy';
import type { z } from 'zod';
import type { membersList } from '../../contract/members.ts';
import { Refusal } from '../../errors.ts';
import { startsAt } from '../../starting.ts';
import { holding, possible, type Condition } from '../../holders.ts';
import { notInert } from '../../reach.ts';
import { describeMembers } from '../describing.ts';
import { likePattern, paged, slicePage } from '../lists.ts';
import { askedAbout, grantsBehind, origins, reasons, type Asked } from './asking.ts';
import { peopleNamed } from '../people.ts';
import type { Working } from '../working.ts';
import { mayGiveAgain } from './giving.ts';
import { datesOfMember } from './held.ts';
import { daysOfMember, groupsOf } from './parts.ts';
import { sayEach } from './saying.ts';

type ListInput = z.infer<typeof membersList>;

const everybody: Condition = { sql: 'm.ended_at is null', values: [] };

/** A page of the members that name and state ask for: the owner first, then by name. */
async function matching(ctx: Working, { q, state, page }: ListInput, who: Condition) {
  const where = `from memberships m join accounts a on a.id = m.account_id join users u on u.id = m.user_id
     where m.account_id = ? and ${who.sql}
       and case ?::text
         when 'suspended' then m.ended_at is null and m.suspended_at is not null
         when 'active' then m.ended_at is null and m.suspended_at is null
         when 'ending' then m.ended_at is null and (m.end_at < now() + interval '14 days' or exists (
           select 1 from grants g where g.account_id = m.account_id and g.user_id = m.user_id
             and g.ended_at is null and g.end_at < now() + interval '14 days'))
         else true end
       and (u.name ilike ? or u.email ilike ?)`;
  const like = likePattern(q ?? '');
  const values = [ctx.account.id, ...who.values, state ?? 'any', like, like];
  const [count] = await ctx.em.execute<{ total: string | number }[]>(
    `select count(*) as total ${where}`,
    values,
  );
  const { limit, offset } = slicePage(page);
  const rows = await ctx.em.execute<{ id: string }[]>(
    `select m.user_id as id ${where} order by m.user_id <> a.owner_user_id, lower(u.name), m.user_id
     limit ? offset ?`,
    [...values, limit, offset],
  );
  return { ids: rows.map((row) => row.id), total: Number(count?.total ?? 0) };
}

function behind({ grants }: MemberFacts, ids: readonly string[]) {
  const those = new Set(ids);
  return grants.filter(({ id }) => those.has(id));
}

const mayChange = (ctx: Working, facts: MemberFacts) => mayTouch(ctx.bundle(), ctx.facts, facts);

async function items(ctx: Working, ids: string[], asked?: Asked) {
  const people = new Map((await ctx.em.find(User, { id: ids })).map((person) => [person.id, person]));
  const read = await readFactsOfMembers(ctx.em, ctx.account.id, { userIds: ids });
  const byId = new Map(read.map((one) => [one.userId, one]));
  const found: MemberFacts[] = [];
  const because: string[][] = [];
  const breathe = breather();
  // what has left the account opens nothing any more
  const all = read.flatMap(({ grants }) => grants);
  const left = asked && !asked.on ? await notInert(ctx, asked.permission, all) : () => true;
  for (const facts of ids.map((id) => byId.get(id)!)) {
    const standing = { ...facts, grants: facts.grants.filter(left) };
    // rows only find candidates: each of them is decided upon
    const grants = asked ? await grantsBehind(ctx, standing, asked) : [];
    if (grants) {
      found.push(facts);
      because.push(grants);
    }
    await breathe();
  }
  const reading = { locale: ctx.request.locale, reader: ctx.slice };
  const described = await describeMembers(ctx, found, reading);
  const nameOf = await peopleNamed(
    ctx.em,
    found.flatMap(({ member, grants }) => [member.suspendedBy, ...grants.map(({ givenBy }) => givenBy)]),
  );
  const may = { users: ctx.slice.anywhere('admin:users'), revoke: ctx.slice.anywhere('admin:revoke') };
  return mapBreathing(found, (facts, index) => {
    const { member } = facts;
    const touch = mayChange(ctx, facts);
    const standing = memberStanding(facts);
    const resting = member.suspended && touch && may.users;
    return {
      user: facts.userId,
      name: facts.name,
      email: people.get(facts.userId)!.email,
      owner: facts.owner,
      you: facts.userId === ctx.user.id,
      access: described[index]!,
      /** The grants that give what was asked about. */
      ...reasons(ctx, nameOf, behind(facts, because[index]!)),
      standing,
      suspendedAt: member.suspendedAt ?? null,
      suspendedBy: member.suspendedBy ? nameOf(member.suspendedBy) : null,
      startsAt: standing === 'not_started' ? startsAt(facts) : null,
      lastActiveAt: member.lastActiveAt ?? null,
      epoch: member.epoch,
      may: {
        change: touch && may.users,
        reduce: touch && may.revoke,
        resume: resting && mayGiveAgain(ctx, clipped(facts.grants, datesOfMember(facts))),
      },
    };
  });
}

export type MemberItem = Awaited<ReturnType<typeof items>>[number];

export async function listMembers(ctx: Working, input: ListInput) {
  const permissions = permissionNames(ctx);
  const asked = await askedAbout(ctx, input);
  const [who, on] = [asked?.permission ?? null, asked?.on ?? null];
  if (asked && !(await possible(ctx.bundle(), ctx.facts, asked.permission)))
    return { ...paged([], 0, input.page), permissions, who, on };
  const holders = asked ? await holding(ctx.bundle(), asked.permission, asked.on?.address) : everybody;
  const { ids, total } = await matching(ctx, input, holders);
  return { ...paged(await items(ctx, ids, asked), total, input.page), permissions, who, on };
}

/** What the filter "Who can …" offers. */
const permissionNames = (ctx: Working) =>
  catalogue(ctx.bundle()).flatMap(({ labels, permissions }) =>
    permissions.map((one) => ({
      name: one.name,
      area: labels[ctx.request.locale].name,
      label: one.labels[ctx.request.locale].name,
    })),
  );

/** Facts of one member of this account; NOT_FOUND for everybody else. */
export async function memberFacts(ctx: Working, userId: string): Promise<MemberFacts> {
  const clock = 'clock_timestamp';
  const [facts] = await readFactsOfMembers(ctx.em, ctx.account.id, { userIds: [userId], clock });
  if (!facts || facts.member.ended) throw new Refusal('NOT_FOUND');
  return facts;
}

/**
 * One member with the parts of the access, each as a sentence with its givers, and, for who may touch him, as the
 * picker's form shows it.
 */
export async function getMember(ctx: Working, userId: string) {
  const facts = await memberFacts(ctx, userId);
  const [one] = await items(ctx, [userId]);
  const days = { timeZone: facts.account.timeZone, now: facts.now, reader: ctx.slice };
  const groups = groupsOf(facts.grants, days);
  const counted = groups.map(({ grants }) => grants);
  const nameOf = await peopleNamed(
    ctx.em,
    facts.grants.map(({ givenBy }) => givenBy),
  );
  return {
    ...one!,
    parts: mayChange(ctx, facts) ? groups.map(({ part }) => part) : [],
    sentences: await sayEach(ctx, counted, 'now'),
    from: counted.map((grants) => origins(ctx, nameOf, grants)),
    dates: daysOfMember(facts, days),
  };
}
