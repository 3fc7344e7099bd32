import * as contract from '../../contract/support.ts';
import { fresh, oneTicket } from '../../targets.ts';
import { accountProcedure, router } from '../../trpc.ts';
import * as commands from './commands.ts';
import * as queries from './queries.ts';

export const supportRouter = router({
  list: accountProcedure('support:view')
    .input(contract.supportList)
    .query(({ ctx, input }) => queries.list(ctx, input)),
  get: accountProcedure('support:view', { on: oneTicket })
    .input(contract.supportGet)
    .query(({ ctx, input }) => queries.get(ctx, input)),
  open: accountProcedure('support:own', { on: fresh('support/own') })
    .input(contract.supportOpen)
    .mutation(({ ctx, input }) => commands.open(ctx, input)),
  reply: accountProcedure('support:reply', { on: oneTicket })
    .input(contract.supportReply)
    .mutation(({ ctx, input }) => commands.reply(ctx, input)),
  close: accountProcedure('support:reply', { on: oneTicket })
    .input(contract.supportOne)
    .mutation(({ ctx, input }) => commands.close(ctx, input)),
});
