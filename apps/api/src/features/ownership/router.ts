import { accountOnly } from '../../contract/accounts.ts';
import {
  ownershipAccept,
  ownershipCandidates,
  ownershipCheck,
  ownershipOffer,
  ownershipOne,
} from '../../contract/ownership.ts';
import type { LocksOf } from '../../locks.ts';
import { idIn, oneMember, oneOffer } from '../../targets.ts';
import { accountProcedure, memberProcedure, router } from '../../trpc.ts';
import { acceptOwnership, declineOffer, offerOwnership, withdrawOffer } from './commands.ts';
import { candidates, checkOffer, getOwnership } from './queries.ts';

/** Whoever holds the account holds its one offer: whatever else becomes of it waits. */
const theAccount = () => ({ account: 'update' as const });

const theReceiver: LocksOf = (raw) => {
  const user = idIn(raw, 'user');
  return { account: 'update', ...(user ? { members: { [user]: 'share' } } : {}) };
};

const bothOwners: LocksOf = (_raw, userId) => ({
  account: 'update',
  members: { [userId]: 'update' },
  owner: 'update',
});

export const ownershipRouter = router({
  get: memberProcedure()
    .input(accountOnly)
    .query(({ ctx }) => getOwnership(ctx)),
  candidates: accountProcedure('admin:ownership')
    .input(ownershipCandidates)
    .query(({ ctx, input }) => candidates(ctx, input)),
  check: accountProcedure('admin:ownership', { on: oneMember })
    .input(ownershipCheck)
    .query(({ ctx, input }) => checkOffer(ctx, input.user)),
  offer: accountProcedure('admin:ownership', { on: oneMember, locks: theReceiver })
    .input(ownershipOffer)
    .mutation(({ ctx, input }) => offerOwnership(ctx, input)),
  withdraw: accountProcedure('admin:ownership', { on: oneOffer, locks: theAccount })
    .input(ownershipOne)
    .mutation(({ ctx, input }) => withdrawOffer(ctx, input.offer)),
  accept: memberProcedure({ locks: bothOwners })
    .input(ownershipAccept)
    .mutation(({ ctx, input }) => acceptOwnership(ctx, input)),
  decline: memberProcedure({ locks: theAccount })
    .input(ownershipOne)
    .mutation(({ ctx, input }) => declineOffer(ctx, input.offer)),
});
