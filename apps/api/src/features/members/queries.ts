import { readFactsOfMembers, User, type MemberFacts } from '@mandate/db';
import { catalogue, loadSlice, mayTouch, memberStanding } from '@mandate/policy';
import type { z } from 'zod';
import type { membersList } from '../../contract/members.ts';
import { badInput, Refusal } from '../../errors.ts';
import { describeMember } from '../describing.ts';
import { likePattern, paged, pageSize, slicePage } from '../lists.ts';
import type { Working } from '../working.ts';
import { groupsOf } from './parts.ts';
import { sayGrants } from './saying.ts';

type ListInput = z.infer<typeof membersList>;

/** Ids of the members that name and state ask for: the owner first, then by name. */
async function matching(ctx: Working, { q, state }: ListInput): Promise<string[]> {
  const rows = await ctx.em.execute<{ id: string }[]>(
    `select m.user_id as id from memberships m join users u on u.id = m.user_id
     where m.account_id = ?
       and case ?::text
         when 'ended' then m.ended_at is not null
         when 'suspended' then m.ended_at is null and m.suspended_at is not null
         when 'active' then m.ended_at is null and m.suspended_at is null
         when 'ending' then m.ended_at is null and (m.end_at < now() + interval '14 days' or exists (
           select 1 from grants g where g.account_id = m.account_id and g.user_id = m.user_id
             and g.ended_at is null and g.end_at < now() + interval '14 days'))
         else m.ended_at is null end
       and (u.name ilike ? or u.email ilike ?)
     order by m.user_id <> ?, lower(u.name), m.user_id`,
    [ctx.account.id, state ?? 'any', likePattern(q ?? ''), likePattern(q ?? ''), ctx.account.ownerUserId],
  );
  return rows.map((row) => row.id);
}

/** Keeps those who can do `who` somewhere: decided for each, never read off an index. */
async function whoCan(ctx: Working, ids: string[], who: string): Promise<string[]> {
  const permission = catalogue(ctx.bundle())
    .flatMap((area) => area.permissions)
    .find(({ name }) => name === who)?.name;
  if (!permission) throw badInput('who', 'invalid');
  const kept = new Set<string>();
  for (const facts of await readFactsOfMembers(ctx.em, ctx.account.id, { userIds: ids }))
    if ((await loadSlice(ctx.bundle(), facts)).anywhere(permission)) kept.add(facts.userId);
  return ids.filter((id) => kept.has(id));
}

const mayChange = (ctx: Working, facts: MemberFacts) => mayTouch(ctx.bundle(), ctx.facts, facts);

async function item(ctx: Working, facts: MemberFacts, person: User) {
  const { member } = facts;
  const touch = mayChange(ctx, facts);
  return {
    user: facts.userId,
    name: facts.name,
    email: person.email,
    owner: facts.owner,
    you: facts.userId === ctx.user.id,
    access: await describeMember(ctx, facts, { locale: ctx.request.locale, reader: ctx.slice }),
    standing: memberStanding(facts),
    suspendedAt: member.suspendedAt ?? null,
    suspendedBy: member.suspendedBy ? await nameOf(ctx, member.suspendedBy) : null,
    endedAt: member.endedAt ?? null,
    lastActiveAt: member.lastActiveAt ?? null,
    epoch: member.epoch,
    may: {
      change: touch && ctx.slice.anywhere('admin:users'),
      reduce: touch && ctx.slice.anywhere('admin:revoke'),
    },
  };
}

const nameOf = async (ctx: Working, id: string) => (await ctx.em.findOneOrFail(User, { id })).name;

export type MemberItem = Awaited<ReturnType<typeof item>>;

async function items(ctx: Working, ids: string[]): Promise<MemberItem[]> {
  const people = new Map((await ctx.em.find(User, { id: ids })).map((person) => [person.id, person]));
  const facts = new Map(
    (await readFactsOfMembers(ctx.em, ctx.account.id, { userIds: ids })).map((one) => [one.userId, one]),
  );
  return Promise.all(ids.map((id) => item(ctx, facts.get(id)!, people.get(id)!)));
}

export async function listMembers(ctx: Working, input: ListInput) {
  const found = await matching(ctx, input);
  const ids = input.who ? await whoCan(ctx, found, input.who) : found;
  const { offset } = slicePage(input.page);
  const page = paged(await items(ctx, ids.slice(offset, offset + pageSize)), ids.length, input.page);
  return { ...page, permissions: permissionNames(ctx) };
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

export async function getMember(ctx: Working, userId: string) {
  const facts = await memberFacts(ctx, userId);
  const [one] = await items(ctx, [userId]);
  const days = { timeZone: facts.account.timeZone, now: facts.now, reader: ctx.slice };
  const groups = mayChange(ctx, facts) ? groupsOf(facts.grants, days) : [];
  const sentences = [];
  for (const { grants } of groups) sentences.push(await sayGrants(ctx, grants, 'now'));
  return { ...one!, parts: groups.map(({ part }) => part), sentences };
}
