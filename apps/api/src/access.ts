import { formatDate } from '@mandate/messages';
import { breather, readFacts, readFactsOfMembers, type AccountFacts, type Em } from '@mandate/db';
import {
  canGive,
  giveable,
  memberStanding,
  permissionLabel,
  type Bundle,
  type Permission,
  type Slice,
  type Standing,
} from '@mandate/policy';
import type { Context } from './context.ts';
import { Refusal } from './errors.ts';
import { candidatesToGive } from './holders.ts';
import { reaches } from './reach.ts';
import { startsAt } from './starting.ts';
import type { Raw, Target } from './targets.ts';

export type OpenTo = readonly Exclude<Standing, 'active'>[];

const standingRefusal = {
  removed: 'MEMBER_REMOVED',
  left: 'MEMBER_LEFT',
  ended: 'MEMBER_ENDED',
  not_started: 'MEMBER_NOT_STARTED',
  suspended: 'MEMBER_SUSPENDED',
} as const;

export interface Access {
  account: AccountFacts['account'];
  facts: AccountFacts;
  slice: Slice;
  /** The database's clock (S20). */
  now: Date;
}

type Asking = Context & { user: { id: string }; em: Em; raw: Raw };

/** Reads membership, account, epochs and grants in one statement and answers by S11, rows 3 and 4. */
export async function standing(
  em: Em,
  ctx: Context & { user: { id: string } },
  asked: { accountId: string; openTo: OpenTo; mutation: boolean },
): Promise<Access> {
  const facts = await readFacts(em, {
    userId: ctx.user.id,
    accountId: asked.accountId,
    clock: asked.mutation ? 'clock_timestamp' : 'now',
  });
  if (!facts || !(facts.owner || facts.member)) throw new Refusal('ACCOUNT_NOT_FOUND');
  const state = memberStanding(facts);
  const details = { account: facts.account.name, who: [facts.account.ownerName] };
  if (state !== 'active' && !asked.openTo.includes(state))
    throw new Refusal(standingRefusal[state], {
      ...details,
      ...(state === 'not_started' && { words: { date: startOf(ctx, facts) } }),
    });
  if (facts.account.state === 'closed') throw new Refusal('ACCOUNT_CLOSED', details);
  const slice = ctx.policy.slice(facts, ctx.bundle());
  noteUnknown(ctx, slice);
  return { account: facts.account, facts, slice, now: facts.now };
}

function startOf({ request }: Context, facts: AccountFacts): string {
  const start = startsAt(facts);
  const { timeZone } = facts.account;
  return start ? formatDate(start, { locale: request.locale, timeZone }) : '';
}

/** They give nothing; whoever keeps the policy files has to hear of them (S19). Each is told once a process. */
function noteUnknown({ unknownNames, log }: Context, { unknown }: Slice): void {
  for (const { name, grant } of unknown) {
    if (unknownNames.has(name)) continue;
    unknownNames.add(name);
    log.warn({ name, grant }, 'a grant holds a name that the policy files do not know');
  }
}

/** Decides `permission` on the target and answers by S11, rows 5 to 8. @returns the address decided upon. */
export async function authorize(
  ctx: Asking & Access,
  permission: Permission,
  target: Target,
): Promise<string | null> {
  const { slice } = ctx;
  if (!slice.grantedAnywhere(permission)) throw await missing(ctx, permission, null);

  if (target.kind === 'anywhere') {
    if (!(await reaches(ctx, permission))) throw await missing(ctx, permission, null);
    if (!slice.anywhere(permission)) throw guarded(ctx, permission);
    return null;
  }
  const address = target.kind === 'fresh' ? target.address : await find(ctx, target);
  if (address === null)
    throw (await reaches(ctx, permission)) ? new Refusal('NOT_FOUND') : await missing(ctx, permission, null);
  const decision = slice.check(permission, address);
  if (decision.allowed) return address;
  throw decision.why === 'guardrail' && decision.granted
    ? guarded(ctx, permission)
    : await missing(ctx, permission, address);
}

/** The address of what the input names, or null when it is unknown, foreign or not his to view. */
async function find(ctx: Asking & Access, target: Extract<Target, { kind: 'one' }>): Promise<string | null> {
  const address = await target.find(ctx.em, ctx.raw, { accountId: ctx.account.id, userId: ctx.user.id });
  return address && (!target.view || ctx.slice.can(target.view, address)) ? address : null;
}

const labelled = (ctx: Context, permission: Permission) => ({
  permission,
  permissionLabel: permissionLabel(ctx.bundle(), permission, ctx.request.locale).name,
});

const guarded = (ctx: Context & Access, permission: Permission) =>
  new Refusal('ACCOUNT_SUSPENDED', { ...labelled(ctx, permission), account: ctx.account.name });

async function missing(
  ctx: Asking & Access,
  permission: Permission,
  address: string | null,
): Promise<Refusal> {
  return new Refusal('PERMISSION_MISSING', {
    ...labelled(ctx, permission),
    account: ctx.account.name,
    who: await whoCanGive(ctx, permission, address),
  });
}

const gives = (
  bundle: Bundle,
  facts: AccountFacts,
  permission: Permission,
  address: string | null,
): boolean =>
  address === null
    ? giveable(bundle, facts).grants.some((grant) => grant.permission === permission)
    : canGive(bundle, facts, permission, address);

/** Nobody needs more names than these to know whom to ask. */
const namedAtMost = 5;

interface Lacking {
  permission: Permission;
  address: string | null;
}

/**
 * For each of these, names of people who can give it: the owner first, then some who hold it and may pass it on. Two
 * statements, however many members there are; each candidate is decided upon.
 */
export async function whoCanGiveEach(
  ctx: Context & Access & { em: Em; user: { id: string } },
  lacking: readonly Lacking[],
): Promise<string[][]> {
  const { id, ownerUserId } = ctx.account;
  const wanted = lacking.map(({ permission }) => permission);
  const candidates = await candidatesToGive(ctx.em, ctx.bundle(), id, wanted);
  const members = await readFactsOfMembers(ctx.em, id, {
    userIds: [...new Set([ownerUserId, ...candidates])],
  });
  const asked = members
    .filter(({ userId }) => userId !== ctx.user.id)
    .sort((a, b) => Number(b.owner) - Number(a.owner));
  const breathe = breather();
  const answers: string[][] = [];
  for (const { permission, address } of lacking) {
    const names: string[] = [];
    for (const facts of asked) {
      if (names.length === namedAtMost) break;
      if (gives(ctx.bundle(), facts, permission, address)) names.push(facts.name);
      await breathe();
    }
    answers.push(names);
  }
  return answers;
}

export async function whoCanGive(
  ctx: Context & Access & { em: Em; user: { id: string } },
  permission: Permission,
  address: string | null,
): Promise<string[]> {
  const [names = []] = await whoCanGiveEach(ctx, [{ permission, address }]);
  return names;
}
