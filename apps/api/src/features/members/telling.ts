import { User, type MemberFacts } from '@mandate/db';
import { clipped, diff, type GrantSpec } from '@mandate/policy';
import { queueMail } from '../../outbox/queue.ts';
import { commonEnd } from '../describing.ts';
import { namesIn } from '../names.ts';
import { record, type Working } from '../working.ts';
import { heldBy, type Held } from './held.ts';
import { toldTogether } from './together.ts';

/** Whose rights these are, by the keys of the membership. */
export const of = (facts: MemberFacts) => ({ accountId: facts.account.id, userId: facts.userId });

/** What somebody holds before and after a change, as it counts inside the dates of the membership. */
export function beforeAndAfter(held: Held, after: readonly GrantSpec[]) {
  return { before: clipped(held.grants, held.was), after: clipped(after, held.will) };
}

type News = 'accessRemoved' | 'accessSuspended' | 'accessResumed';

async function envelope(ctx: Working, facts: MemberFacts) {
  const { email: to, locale, id: userId } = await ctx.em.findOneOrFail(User, { id: facts.userId });
  return {
    told: { to, locale, account: { id: ctx.account.id }, resource: 'admin', userId },
    about: { accountId: ctx.account.id, accountName: ctx.account.name, by: ctx.user.name },
  };
}

/** Tells the person by mail, in their language. */
export async function tell(ctx: Working, facts: MemberFacts, kind: News): Promise<void> {
  const { told, about } = await envelope(ctx, facts);
  if (kind !== 'accessRemoved' && (await toldTogether(ctx, told, about))) return;
  await queueMail(ctx, { kind, ...told, props: about });
}

/** Tells what has changed, in words cut to what they themselves may know. */
export async function tellChange(
  ctx: Working,
  facts: MemberFacts,
  grants: readonly GrantSpec[],
  held: Held = heldBy(facts),
): Promise<void> {
  const { told, about } = await envelope(ctx, facts);
  if (await toldTogether(ctx, told, about)) return;
  const { before, after } = beforeAndAfter(held, grants);
  const { timeZone } = ctx.account;
  const names = await namesIn(ctx.em, [...before, ...after], null);
  const reading = { locale: told.locale, mood: 'now', names, timeZone, now: ctx.now } as const;
  const change = diff(ctx.bundle(), before, after, reading);
  const props = { ...about, ...change, until: commonEnd(after), timeZone };
  await queueMail(ctx, { kind: 'accessChanged', ...told, props });
}

export const note = (ctx: Working, facts: MemberFacts, action: string, data: Record<string, unknown>) =>
  record(ctx, { action, resource: 'admin', subjectUserId: facts.userId, subjectName: facts.name, data });
