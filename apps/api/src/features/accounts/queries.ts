import {
  Account,
  dbNow,
  Invitation,
  readFactsOfAccounts,
  restoreGrant,
  setContext,
  User,
  type MemberFacts,
} from '@mandate/db';
import { memberStanding } from '@mandate/policy';
import type { SignedIn } from '../../auth/sessions.ts';
import type { Work } from '../../context.ts';
import { describeGrants, describeMember } from '../describing.ts';
import { pageSize, paged, slicePage } from '../lists.ts';

type Signed = Work & { user: SignedIn['user'] };

/** Own accounts first, then those used last. */
const byUse = (a: MemberFacts, b: MemberFacts): number =>
  Number(b.owner) - Number(a.owner) ||
  (b.member.lastActiveAt?.getTime() ?? 0) - (a.member.lastActiveAt?.getTime() ?? 0);

const enterable = (facts: MemberFacts): boolean =>
  memberStanding(facts) === 'active' && facts.account.state !== 'closed';

async function item(ctx: Signed, facts: MemberFacts) {
  const open = enterable(facts);
  return {
    id: facts.account.id,
    name: facts.account.name,
    state: facts.account.state,
    owner: facts.owner,
    ownerName: facts.account.ownerName,
    standing: memberStanding(facts),
    enterable: open,
    access: open ? await describeMember(ctx, facts, { locale: ctx.request.locale, reader: null }) : null,
    timeZone: facts.account.timeZone,
    endedAt: facts.member.endedAt ?? null,
    suspendedAt: facts.member.suspendedAt ?? null,
  };
}

/** Everything that a person can, could or may soon open: for the chooser and the page after sign-in (S22). */
export async function listAccounts(ctx: Signed, { q, page }: { q?: string | undefined; page: number }) {
  const all = (await readFactsOfAccounts(ctx.em, ctx.user.id)).sort(byUse);
  const wanted = q?.toLocaleLowerCase();
  const found = all.filter((facts) => !wanted || facts.account.name.toLocaleLowerCase().includes(wanted));
  const { offset } = slicePage(page);
  const shown = found.slice(offset, offset + pageSize);
  await setContext(ctx.em, { accounts: shown.filter(enterable).map((facts) => facts.account.id) });
  const items = [];
  for (const facts of shown) items.push(await item(ctx, facts));
  const open = all.filter(enterable);
  return {
    ...paged(items, found.length, page),
    all: all.length,
    enterable: open.length,
    only: open.length === 1 ? open[0]!.account.id : null,
    invitations: await waiting(ctx),
  };
}

/** Open invitations for the person's verified address; row-level security shows no others. */
async function waiting(ctx: Signed) {
  if (!ctx.user.emailVerified) return [];
  const now = await dbNow(ctx.em);
  const rows = await ctx.em.find(
    Invitation,
    { email: ctx.user.email, state: 'open', expiresAt: { $gt: now } },
    { orderBy: { expiresAt: 'asc', id: 'asc' }, limit: pageSize },
  );
  const items = [];
  for (const row of rows) {
    const account = await ctx.em.findOneOrFail(Account, { id: row.accountId });
    const inviter = await ctx.em.findOneOrFail(User, { id: row.inviterUserId });
    items.push({
      id: row.id,
      account: account.name,
      inviter: inviter.name,
      note: row.note ?? null,
      expiresAt: row.expiresAt,
      timeZone: account.timeZone,
      access: await describeGrants(ctx, row.grants.map(restoreGrant), {
        locale: ctx.request.locale,
        mood: 'will',
        reader: null,
        timeZone: account.timeZone,
        now,
      }),
    });
  }
  return items;
}
