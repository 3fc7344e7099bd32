import * as contract from '../../contract/emails.ts';
import { fresh } from '../../targets.ts';
import { accountProcedure, router } from '../../trpc.ts';
import * as queries from './queries.ts';

export const emailsRouter = router({
  list: accountProcedure('admin:emails', { on: fresh('admin') })
    .input(contract.emailsList)
    .query(({ ctx, input }) => queries.list(ctx, input)),
});
