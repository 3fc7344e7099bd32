import { Invitation, readFactsOfMembers } from '@mandate/db';
import type { Working } from '../working.ts';
import { getMember, memberFacts } from './queries.ts';
import { sayGrants } from './saying.ts';
import { assertMayTouch } from './touching.ts';

/** What removing somebody ends, and what it does not: for the page that asks. */
export async function removal(ctx: Working, user: string) {
  const facts = await memberFacts(ctx, user);
  assertMayTouch(ctx, facts);
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

/** Grants that this member gave to others and that stand. */
async function givenBy(ctx: Working, giver: string) {
  const members = await readFactsOfMembers(ctx.em, ctx.account.id);
  const given = [];
  for (const { userId, name, owner, grants } of members)
    for (const grant of grants)
      if (!owner && userId !== giver && grant.givenBy === giver)
        given.push({ user: userId, name, grant: grant.id, access: await sayGrants(ctx, [grant], 'now') });
  return given;
}
