import * as contract from '../../contract/activity.ts';
import { fresh } from '../../targets.ts';
import { accountProcedure, router } from '../../trpc.ts';
import * as queries from './queries.ts';

export const activityRouter = router({
  list: accountProcedure('admin:activity', { on: fresh('admin') })
    .input(contract.activityList)
    .query(({ ctx, input }) => queries.list(ctx, input)),
  export: accountProcedure('admin:activity', { on: fresh('admin') })
    .input(contract.activityExport)
    .query(({ ctx, input }) => queries.exported(ctx, input)),
});
