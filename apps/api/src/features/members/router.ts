import {
  membersChange,
  mostAlsoEnded,
  membersCheck,
  membersContainers,
  membersEnded,
  membersList,
  membersOne,
  membersRemove,
  membersRenewal,
  membersSay,
} from '../../contract/members.ts';
import { accountOnly } from '../../contract/accounts.ts';
import { idIn, oneMember, oneOnceMember, type Raw } from '../../targets.ts';
import { accountProcedure, router } from '../../trpc.ts';
import { changeMember, checkChange, checkReduction, reduceMember } from './changing.ts';
import { removeMember, resumeMember, suspendMember } from './commands.ts';
import { listEnded, renewal } from './ended.ts';
import { containers, offer } from './offer.ts';
import { getMember, listMembers } from './queries.ts';
import { removal } from './removal.ts';
import { sayParts } from './saying.ts';

/** A change of rights holds the member's row; whoever decides on it meanwhile waits (S13). */
const theMember = (raw: Raw) => {
  const user = idIn(raw, 'user');
  return user ? { members: { [user]: 'update' as const } } : {};
};

/** Removing may end what the member gave to others: their rows are held as well. */
const theMemberAndHeirs = (raw: Raw) => {
  const heirs = Array.isArray(raw.alsoEnd) ? (raw.alsoEnd as unknown[]).slice(0, mostAlsoEnded) : [];
  const users = [raw, ...heirs].flatMap((one) => (isRaw(one) ? (idIn(one, 'user') ?? []) : []));
  return { members: Object.fromEntries(users.map((user) => [user, 'update' as const])) };
};

const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null;

export const membersRouter = router({
  list: accountProcedure('admin:members')
    .input(membersList)
    .query(({ ctx, input }) => listMembers(ctx, input)),
  get: accountProcedure('admin:members', { on: oneMember })
    .input(membersOne)
    .query(({ ctx, input }) => getMember(ctx, input.user)),
  ended: accountProcedure('admin:members')
    .input(membersEnded)
    .query(({ ctx, input }) => listEnded(ctx, input)),
  renewal: accountProcedure('admin:users', { on: oneOnceMember })
    .input(membersRenewal)
    .query(({ ctx, input }) => renewal(ctx, input)),
  offer: accountProcedure('admin:users')
    .input(accountOnly)
    .query(({ ctx }) => offer(ctx)),
  containers: accountProcedure('admin:users')
    .input(membersContainers)
    .query(({ ctx, input }) => containers(ctx, input)),
  check: accountProcedure('admin:users', { on: oneMember })
    .input(membersCheck)
    .query(({ ctx, input }) => checkChange(ctx, input)),
  checkReduction: accountProcedure('admin:revoke', { on: oneMember })
    .input(membersCheck)
    .query(({ ctx, input }) => checkReduction(ctx, input)),
  say: accountProcedure('admin:users')
    .input(membersSay)
    .query(({ ctx, input }) => sayParts(ctx, input.parts)),
  change: accountProcedure('admin:users', { on: oneMember, locks: theMember })
    .input(membersChange)
    .mutation(({ ctx, input }) => changeMember(ctx, input)),
  reduce: accountProcedure('admin:revoke', { on: oneMember, locks: theMember })
    .input(membersChange)
    .mutation(({ ctx, input }) => reduceMember(ctx, input)),
  removal: accountProcedure('admin:revoke', { on: oneMember })
    .input(membersOne)
    .query(({ ctx, input }) => removal(ctx, input.user)),
  remove: accountProcedure('admin:revoke', { on: oneMember, locks: theMemberAndHeirs })
    .input(membersRemove)
    .mutation(({ ctx, input }) => removeMember(ctx, input)),
  suspend: accountProcedure('admin:revoke', { on: oneMember, locks: theMember })
    .input(membersOne)
    .mutation(({ ctx, input }) => suspendMember(ctx, input.user)),
  resume: accountProcedure('admin:users', { on: oneMember, locks: theMember })
    .input(membersOne)
    .mutation(({ ctx, input }) => resumeMember(ctx, input.user)),
});
