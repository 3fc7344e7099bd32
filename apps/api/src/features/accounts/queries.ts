import {
  Account,
  dbNow,
  Invitation,
  readFactsOfAccounts,
  restoreGrant,
  setContext,
  type MemberFacts,
} from '@mandate/db';
import { describe, memberStanding } from '@mandate/policy';
import type { SignedIn } from '../../auth/sessions.ts';
import type { Work } from '../../context.ts';
import { startsAt } from '../../starting.ts';
import { commonEnd, describeMembers, type Described } from '../describing.ts';
import { namesInEach, orUnknown } from '../names.ts';
import { paged, slicePage } from '../lists.ts';
import { offersTo } from '../ownership/queries.ts';
import { peopleNamed } from '../people.ts';
import { accountNamed, enterable, inOrder } from './entering.ts';
import { searchInside, type Hit } from './finding.ts';

interface Search {
  q?: string | undefined;
  page: number;
}

interface Asked extends Search {
  /** The page of the invitations that wait. */
  waiting: number;
}

export type Signed = Work & { user: SignedIn['user'] };

const item = (facts: MemberFacts, access: Described | null, found: Hit[]) => ({
  id: facts.account.id,
  name: facts.account.name,
  state: facts.account.state,
  owner: facts.owner,
  ownerName: facts.account.ownerName,
  standing: memberStanding(facts),
  enterable: enterable(facts),
  access,
  found,
  timeZone: facts.account.timeZone,
  endedAt: facts.member.endedAt ?? null,
  suspendedAt: facts.member.suspendedAt ?? null,
  startsAt: startsAt(facts),
});

/** Those whose name holds `q`, then those that hold a domain or a service of that name: one page of them. */
async function search(ctx: Signed, all: readonly MemberFacts[], { q, page }: Search) {
  const { offset, limit } = slicePage(page);
  if (q === undefined)
    return { total: all.length, shown: all.slice(offset, offset + limit), hits: new Map<string, Hit[]>() };
  const named = new Set(all.filter(accountNamed(q)));
  const others = all.filter((facts) => enterable(facts) && !named.has(facts));
  const inside = await searchInside(ctx, others, q);
  const accounts = [...named, ...inside.found];
  const shown = accounts.slice(offset, offset + limit);
  const hits = await inside.hits(shown.filter((facts) => !named.has(facts)));
  return { total: accounts.length, shown, hits };
}

/** Everything that a person can, could or may soon open: for the chooser and the page after sign-in (S22). */
export async function listAccounts(ctx: Signed, asked: Asked) {
  const all = inOrder(await readFactsOfAccounts(ctx.em, ctx.user.id));
  const { total, shown, hits } = await search(ctx, all, asked);
  const entered = shown.filter(enterable);
  await setContext(ctx.em, { accounts: entered.map((facts) => facts.account.id) });
  const described = await describeMembers(ctx, entered, { locale: ctx.request.locale, reader: null });
  const access = new Map(entered.map((facts, index) => [facts, described[index]!]));
  const items = shown.map((facts) =>
    item(facts, access.get(facts) ?? null, hits.get(facts.account.id) ?? []),
  );
  const open = all.filter(enterable);
  return {
    ...paged(items, total, asked.page),
    all: all.length,
    enterable: open.length,
    only: open.length === 1 ? open[0]!.account.id : null,
    invitations: await waiting(ctx, asked.waiting),
    offers: await offersTo(ctx, open),
  };
}

/** Open invitations for the person's verified address, one page of them; row-level security shows no others. */
async function waiting(ctx: Signed, page: number) {
  if (!ctx.user.emailVerified) return paged([], 0, page);
  const now = await dbNow(ctx.em);
  const [rows, total] = await ctx.em.findAndCount(
    Invitation,
    { email: ctx.user.email, state: 'open', expiresAt: { $gt: now } },
    { ...slicePage(page), orderBy: { expiresAt: 'asc', id: 'asc' } },
  );
  const inviter = await peopleNamed(
    ctx.em,
    rows.map((row) => row.inviterUserId),
  );
  const found = await ctx.em.find(Account, { id: rows.map((row) => row.accountId) });
  const accounts = new Map(found.map((account) => [account.id, account]));
  const grants = rows.map((row) => row.grants.map(restoreGrant));
  const names = orUnknown(await namesInEach(ctx.em, grants, null));
  const { locale } = ctx.request;
  const items = rows.map((row, index) => {
    const { name: account, timeZone } = accounts.get(row.accountId)!;
    const given = grants[index]!;
    const reading = { locale, mood: 'will', timeZone, now, names } as const;
    const access = { ...describe(ctx.bundle(), given, reading), end: commonEnd(given) };
    const { id, note = null, expiresAt } = row;
    return { id, account, inviter: inviter(row.inviterUserId), note, expiresAt, timeZone, access };
  });
  return paged(items, total, page);
}
