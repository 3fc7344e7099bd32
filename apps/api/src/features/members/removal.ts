import { Grant, Invitation } from '@mandate/db';
import { mostAlsoEnded } from '../../contract/members.ts';
import { peopleNamed } from '../people.ts';
import type { Working } from '../working.ts';
import { getMember } from './queries.ts';
import { specOfRow } from './rows.ts';
import { sayEach } from './saying.ts';
import { target } from './touching.ts';

/** What removing somebody ends, and what it does not: for the page that asks. */
export async function removal(ctx: Working, user: string) {
  await target(ctx, user);
  const open = await ctx.em.find(
    Invitation,
    { accountId: ctx.account.id, inviterUserId: user, state: 'open' },
    { orderBy: { email: 'asc' } },
  );
  return {
    member: await getMember(ctx, user),
    invitations: open.map(({ email }) => email),
    given: await givenBy(ctx, user),
  };
}

/** Grants that this member gave to others and that stand: as many as may be ended with him. */
async function givenBy(ctx: Working, giver: string) {
  const { id: accountId, ownerUserId } = ctx.account;
  const rows = await ctx.em.find(
    Grant,
    { accountId, givenBy: giver, endedAt: null, userId: { $nin: [giver, ownerUserId] } },
    { orderBy: { userId: 'asc', createdAt: 'asc', id: 'asc' }, limit: mostAlsoEnded },
  );
  const nameOf = await peopleNamed(
    ctx.em,
    rows.map(({ userId }) => userId),
  );
  // one sentence for all that a person was given: a free choice is many grants
  const each = Map.groupBy(rows, ({ userId }) => userId);
  const said = await sayEach(
    ctx,
    [...each.values()].map((grants) => grants.map(specOfRow)),
    'now',
  );
  const access = new Map([...each.keys()].map((id, index) => [id, said[index] ?? '']));
  return rows
    .map(({ userId, id }) => ({
      user: userId,
      name: nameOf(userId),
      grant: id,
      access: access.get(userId) ?? '',
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
