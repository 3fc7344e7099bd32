import {
  Grant,
  Invitation,
  mapBreathing,
  OwnershipOffer,
  readFactsOfMembers,
  type MemberFacts,
} from '@mandate/db';
import { mayTouch } from '@mandate/policy';
import { mostAlsoEnded } from '../../contract/members.ts';
import type { Working } from '../working.ts';
import { getMember } from './queries.ts';
import { specOfRow } from './rows.ts';
import { sayEach } from './saying.ts';
import { target } from './touching.ts';

/** What removing somebody ends, and what it does not: for the page that asks. */
export async function removal(ctx: Working, user: string) {
  await target(ctx, user);
  const { id: accountId } = ctx.account;
  const open = await ctx.em.find(
    Invitation,
    { accountId, inviterUserId: user, state: 'open' },
    { orderBy: { email: 'asc' } },
  );
  const offer = { accountId, toUserId: user, state: 'open', expiresAt: { $gt: ctx.now } } as const;
  return {
    member: await getMember(ctx, user),
    invitations: open.map(({ email }) => email),
    /** An open offer of ownership, which dies with the access. */
    offered: (await ctx.em.count(OwnershipOffer, offer)) > 0,
    ...(await heirsOf(ctx, user)),
  };
}

interface Heir {
  facts: MemberFacts;
  touch: boolean;
}

/** Each whole, as many as may be ended at once; as many again are shown of whom the reader may not touch. */
function fitting(heirs: readonly (Heir & { grants: number })[]): Heir[] {
  const left = { given: mostAlsoEnded, kept: mostAlsoEnded };
  return heirs.filter(({ touch, grants }) => {
    const kind = touch ? 'given' : 'kept';
    if (grants > left[kind]) return false;
    left[kind] -= grants;
    return true;
  });
}

/** People who hold grants of this member's that stand. */
async function heirsThatFit(ctx: Working, giver: string): Promise<{ heirs: Heir[]; more: number }> {
  const rows = await ctx.em.execute<{ id: string; grants: string | number }[]>(
    `select user_id as id, count(*) as grants from grants
     where account_id = ? and given_by = ? and ended_at is null and user_id not in (?, ?)
     group by user_id order by user_id`,
    [ctx.account.id, giver, giver, ctx.account.ownerUserId],
  );
  const counts = new Map(rows.map(({ id, grants }) => [id, Number(grants)]));
  const people = await readFactsOfMembers(ctx.em, ctx.account.id, { userIds: [...counts.keys()] });
  const all = await mapBreathing(people, (facts) => ({
    facts,
    touch: mayTouch(ctx.bundle(), ctx.facts, facts),
    grants: counts.get(facts.userId) ?? 0,
  }));
  const heirs = fitting(all);
  return { heirs, more: all.length - heirs.length };
}

/** What this member gave to others, one sentence for each person: `given` may end as well, `kept` is not his to end. */
async function heirsOf(ctx: Working, giver: string) {
  const { id: accountId } = ctx.account;
  const { heirs: fit, more } = await heirsThatFit(ctx, giver);
  const ids = fit.map(({ facts }) => facts.userId);
  const rows = await ctx.em.find(
    Grant,
    { accountId, givenBy: giver, endedAt: null, userId: ids },
    { orderBy: { createdAt: 'asc', id: 'asc' } },
  );
  const each = Map.groupBy(rows, ({ userId }) => userId);
  const sets = ids.map((userId) => each.get(userId) ?? []);
  const said = await sayEach(
    ctx,
    sets.map((grants) => grants.map(specOfRow)),
    'now',
  );
  const heirs = fit.map(({ facts, touch }, index) => ({
    user: facts.userId,
    name: facts.name,
    you: facts.userId === ctx.user.id,
    access: said[index] ?? '',
    grants: (sets[index] ?? []).map(({ id }) => id),
    touch,
  }));
  return {
    given: heirs
      .filter(({ touch }) => touch)
      .map(({ user, name, access, grants }) => ({ user, name, access, grants })),
    kept: heirs.filter(({ touch }) => !touch).map(({ name, you, access }) => ({ name, you, access })),
    /** So many more people, who are not listed: too many to be ended at once. */
    more,
  };
}
