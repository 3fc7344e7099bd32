import { storeGrant } from '@mandate/db';
import { diff, type GrantSpec } from '@mandate/policy';
import type { AccessInput } from '../../contract/grants.ts';
import { Refusal } from '../../errors.ts';
import { assertMayGive, fixedPresets, grantsFrom } from '../members/giving.ts';
import { newHands } from '../members/held.ts';
import { shapeOf } from '../members/same.ts';
import { namesIn } from '../names.ts';
import type { Working } from '../working.ts';
import { digestOf } from './digest.ts';
import { lifetime } from './lifetime.ts';
import { grantsOf, note, target } from './managing.ts';

/** Which things it names already: one that has left the account may stay in it, as in a member's access. */
const named = (grants: readonly GrantSpec[]) => ({
  ...newHands,
  grants: grants.map(({ services, domains }) => ({ services, domains })),
});

/** The invitation and what it is to offer from now on, all of which the asking person may give (S6). */
async function changed(ctx: Working, id: string, parts: readonly AccessInput[]) {
  const invitation = await target(ctx, id);
  const before = grantsOf(invitation);
  const after = await grantsFrom(ctx, parts, named(before));
  await assertMayGive(ctx, after);
  return { invitation, before, after };
}

/** What a change adds, takes away and leaves, and what it ties no longer to the policy files, for the check page. */
export async function checkInvitation(ctx: Working, id: string, parts: readonly AccessInput[]) {
  const { invitation, before, after } = await changed(ctx, id, parts);
  const names = await namesIn(ctx.em, [...before, ...after], ctx.slice);
  const { locale } = ctx.request;
  const { timeZone } = ctx.account;
  const shapes = (grants: readonly GrantSpec[]) =>
    JSON.stringify([...new Set(grants.map((grant) => shapeOf(grant, ctx.now)))].sort());
  return {
    seen: digestOf(invitation),
    /** Is there anything to save? */
    changes: shapes(before) !== shapes(after),
    fixed: fixedPresets(ctx, parts, after),
    ...diff(ctx.bundle(), before, after, { locale, mood: 'will', names, timeZone, now: ctx.now }),
  };
}

/** Other rights for a pending invitation: no new mail, no longer life; whoever sets them is the inviter from now on. */
export async function changeInvitation(
  ctx: Working,
  id: string,
  { parts, seen }: { parts: readonly AccessInput[]; seen: string },
) {
  const { invitation, after } = await changed(ctx, id, parts);
  if (digestOf(invitation) !== seen)
    throw new Refusal('CHANGED_MEANWHILE', { words: { name: invitation.email } });
  const before = invitation.grants;
  const grants = after.map(storeGrant);
  const expiresAt = new Date(Math.min(invitation.expiresAt.getTime(), lifetime(ctx.now, after).getTime()));
  Object.assign(invitation, { grants, inviterUserId: ctx.user.id, expiresAt });
  await ctx.em.flush();
  await note(ctx, invitation, 'invitation.changed', { before, after: grants });
  return { email: invitation.email };
}
