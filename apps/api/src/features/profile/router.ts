import * as contract from '../../contract/profile.ts';
import { fresh } from '../../targets.ts';
import { accountProcedure, router } from '../../trpc.ts';
import * as commands from './commands.ts';
import * as queries from './queries.ts';

export const profileRouter = router({
  get: accountProcedure('admin:profile', { on: fresh('admin') })
    .input(contract.profileGet)
    .query(({ ctx }) => queries.get(ctx)),
  save: accountProcedure('admin:profile', { on: fresh('admin'), locks: () => ({ account: 'update' }) })
    .input(contract.profileSave)
    .mutation(({ ctx, input }) => commands.save(ctx, input)),
});
