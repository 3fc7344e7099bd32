import { OwnershipOffer, readFactsOfMembers, type MemberFacts } from '@mandate/db';
import type { z } from 'zod';
import type { ownershipCandidates } from '../../contract/ownership.ts';
import { Refusal } from '../../errors.ts';
import { describeMembers } from '../describing.ts';
import { likePattern, paged, slicePage } from '../lists.ts';
import { memberFacts } from '../members/queries.ts';
import { peopleNamed } from '../people.ts';
import type { Working } from '../working.ts';
import { sayColleague, sayOwner } from './afterwards.ts';
import { assertMayReceive, obstacle } from './receiver.ts';

/** The latest offer that concerns the asking person: the owner's own, or one made to them. */
export async function latestOffer(ctx: Working) {
  const { account, facts, user, em } = ctx;
  const whose = facts.owner
    ? { fromUserId: user.id }
    : { toUserId: user.id, fromUserId: account.ownerUserId };
  const [offer] = await em.find(
    OwnershipOffer,
    { accountId: account.id, ...whose },
    { orderBy: { createdAt: 'desc', id: 'desc' }, limit: 1 },
  );
  if (!offer) return null;
  const names = await peopleNamed(em, [offer.fromUserId, offer.toUserId]);
  const lapsed = offer.state === 'open' && offer.expiresAt <= ctx.now;
  return {
    id: offer.id,
    state: lapsed ? ('expired' as const) : offer.state,
    from: names(offer.fromUserId),
    to: names(offer.toUserId),
    afterwards: offer.afterwards,
    createdAt: offer.createdAt,
    expiresAt: offer.expiresAt,
    answeredAt: offer.answeredAt ?? null,
  };
}

/** What accepting means for both, in the words of the page that asks for it. */
const consequences = async (ctx: Working) => ({
  owner: sayOwner(ctx),
  colleague: await sayColleague(ctx, ctx.request.locale, 'will'),
});

/** For the page of both sides; a member to whom nothing is offered learns only that. */
export async function getOwnership(ctx: Working) {
  const offer = await latestOffer(ctx);
  const open = offer?.state === 'open';
  return {
    account: { id: ctx.account.id, name: ctx.account.name, timeZone: ctx.account.timeZone },
    owner: ctx.facts.owner,
    ownerName: ctx.account.ownerName,
    mayOffer: ctx.slice.can('admin:ownership', 'admin'),
    offer,
    consequences: open ? await consequences(ctx) : null,
  };
}

/** Members to whom the account could be handed over, and why some cannot take it now. */
export async function candidates(ctx: Working, { q, page }: z.output<typeof ownershipCandidates>) {
  const { limit, offset } = slicePage(page);
  const like = likePattern(q ?? '');
  const where = `m.account_id = ? and m.user_id <> ? and m.ended_at is null and (u.name ilike ? or u.email ilike ?)`;
  const values = [ctx.account.id, ctx.account.ownerUserId, like, like];
  const from = `from memberships m join users u on u.id = m.user_id where ${where}`;
  const [count] = await ctx.em.execute<{ total: string | number }[]>(
    `select count(*) as total ${from}`,
    values,
  );
  const rows = await ctx.em.execute<{ id: string; email: string }[]>(
    `select m.user_id as id, u.email ${from} order by lower(u.name), m.user_id limit ? offset ?`,
    [...values, limit, offset],
  );
  const all = await readFactsOfMembers(ctx.em, ctx.account.id, { userIds: rows.map(({ id }) => id) });
  const byId = new Map(all.map((facts) => [facts.userId, facts]));
  const found = rows.map(({ id }) => byId.get(id)!);
  const access = await describeMembers(ctx, found, { locale: ctx.request.locale, reader: ctx.slice });
  const items = rows.map(({ id, email }, index) => {
    const facts = found[index]!;
    return { user: id, name: facts.name, email, access: access[index]!, obstacle: obstacle(facts) };
  });
  return paged(items, Number(count?.total ?? 0), page);
}

/** What offering to this member would mean, for the page that asks. */
export async function checkOffer(ctx: Working, userId: string) {
  const facts = await memberFacts(ctx, userId);
  const details = { account: ctx.account.name, words: { name: facts.name } };
  if (facts.owner) throw new Refusal('MEMBER_IS_OWNER', details);
  assertMayReceive(facts, facts.name);
  return { user: userId, name: facts.name, ...(await consequences(ctx)) };
}

export async function assertNoneOpen(ctx: Working): Promise<void> {
  const latest = await latestOffer(ctx);
  if (latest?.state !== 'open') return;
  throw new Refusal('OFFER_OPEN', { account: ctx.account.name, words: { name: latest.to } });
}

/** Whether the account's ownership waits for this person's answer: for the frame of every page. */
export const offeredTo = async ({ em, account, user, now }: Working): Promise<boolean> =>
  (await em.count(OwnershipOffer, {
    ...{ accountId: account.id, toUserId: user.id, fromUserId: account.ownerUserId },
    ...{ state: 'open', expiresAt: { $gt: now } },
  })) > 0;

/** Open offers of the ownership of those of `accounts` that this person can enter: for the chooser. */
export async function offersTo({ em, user }: Pick<Working, 'em' | 'user'>, accounts: readonly MemberFacts[]) {
  const offers = await em.execute<{ account: string; expiresAt: string }[]>(
    `select o.account_id as account, o.expires_at as "expiresAt"
     from ownership_offers o join accounts a on a.id = o.account_id and a.owner_user_id = o.from_user_id
     where o.to_user_id = ? and o.state = 'open' and o.expires_at > now() order by o.expires_at, o.id`,
    [user.id],
  );
  const byId = new Map(accounts.map((facts) => [facts.account.id, facts.account]));
  return offers.flatMap(({ account: id, expiresAt }) => {
    const account = byId.get(id);
    if (!account) return [];
    const { name, ownerName, timeZone } = account;
    return [{ account: id, name, ownerName, timeZone, expiresAt: new Date(expiresAt) }];
  });
}
