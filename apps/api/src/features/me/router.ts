import * as contract from '../../contract/me.ts';
import { router, userProcedure } from '../../trpc.ts';
import * as commands from './commands.ts';
import { deleteLogin } from './delete-login.ts';
import * as queries from './queries.ts';

export const meRouter = router({
  get: userProcedure.query(({ ctx }) => queries.get(ctx)),
  sessions: userProcedure.query(({ ctx }) => queries.sessions(ctx)),
  saveName: userProcedure
    .input(contract.saveName)
    .mutation(({ ctx, input }) => commands.saveName(ctx, input)),
  saveLocale: userProcedure
    .input(contract.saveLocale)
    .mutation(({ ctx, input }) => commands.saveLocale(ctx, input)),
  changePassword: userProcedure
    .input(contract.changePassword)
    .mutation(({ ctx, input }) => commands.changePassword(ctx, input)),
  requestEmailChange: userProcedure
    .input(contract.requestEmailChange)
    .mutation(({ ctx, input }) => commands.requestEmailChange(ctx, input)),
  endSession: userProcedure
    .input(contract.endSession)
    .mutation(({ ctx, input }) => commands.endSession(ctx, input)),
  endOtherSessions: userProcedure.mutation(({ ctx }) => commands.endOtherSessions(ctx)),
  deleteLogin: userProcedure
    .input(contract.deleteLogin)
    .mutation(({ ctx, input }) => deleteLogin(ctx, input)),
});
