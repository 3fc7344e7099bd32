import { signUp, signUpInvited } from './signing-up.ts';
import * as contract from '../../contract/auth.ts';
import { publicProcedure, router, userProcedure } from '../../trpc.ts';
import * as commands from './commands.ts';

export const authRouter = router({
  signUp: publicProcedure.input(contract.signUp).mutation(({ ctx, input }) => signUp(ctx, input)),
  signUpInvited: publicProcedure
    .input(contract.signUpInvited)
    .mutation(({ ctx, input }) => signUpInvited(ctx, input)),
  verifyEmail: publicProcedure
    .input(contract.verifyEmail)
    .mutation(({ ctx, input }) => commands.verifyEmail(ctx, input)),
  signIn: publicProcedure.input(contract.signIn).mutation(({ ctx, input }) => commands.signIn(ctx, input)),
  signOut: userProcedure.mutation(({ ctx }) => commands.signOut(ctx)),
  requestPasswordReset: publicProcedure
    .input(contract.requestPasswordReset)
    .mutation(({ ctx, input }) => commands.requestPasswordReset(ctx, input)),
  resetPassword: publicProcedure
    .input(contract.resetPassword)
    .mutation(({ ctx, input }) => commands.resetPassword(ctx, input)),
  confirmEmailChange: publicProcedure
    .input(contract.confirmEmailChange)
    .mutation(({ ctx, input }) => commands.confirmEmailChange(ctx, input)),
});
