import { User, type MemberFacts } from '@mandate/db';
import { clipped, diff, memberStanding, type GrantSpec } from '@mandate/policy';
import { startsAt } from '../../starting.ts';
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

interface Waits {
  suspended: boolean;
  /** The first day, where it lies ahead. */
  from: Date | null;
}

/** What a change waits for before it counts: the end of a suspension, or the access's first day; null: nothing. */
export function waits(facts: MemberFacts, grants: readonly GrantSpec[], { will }: Held): Waits | null {
  const member = { ...facts.member, start: will.start ?? null, end: will.end ?? null };
  const after = { ...facts, member, grants: grants.map((grant) => ({ ...grant, id: '' })) };
  const standing = memberStanding(after);
  if (standing === 'suspended') return { suspended: true, from: null };
  return standing === 'not_started' ? { suspended: false, from: startsAt(after) } : null;
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
  const props = { ...about, ...change, until: commonEnd(after), timeZone, waits: waits(facts, grants, held) };
  await queueMail(ctx, { kind: 'accessChanged', ...told, props });
}

export const note = (ctx: Working, facts: MemberFacts, action: string, data: Record<string, unknown>) =>
  record(ctx, { action, resource: 'admin', subjectUserId: facts.userId, subjectName: facts.name, data });
