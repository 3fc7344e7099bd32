import { signUp, signUpInvited } from './signing-up.ts';
import * as contract from '../../contract/auth.ts';
import { passwordProcedure, publicProcedure, router, userProcedure } from '../../trpc.ts';
import * as commands from './commands.ts';

export const authRouter = router({
  signUp: passwordProcedure.input(contract.signUp).mutation(({ ctx, input }) => signUp(ctx, input)),
  signUpInvited: passwordProcedure
    .input(contract.signUpInvited)
    .mutation(({ ctx, input }) => signUpInvited(ctx, input)),
  verifyEmail: passwordProcedure
    .input(contract.verifyEmail)
    .mutation(({ ctx, input }) => commands.verifyEmail(ctx, input)),
  signIn: passwordProcedure.input(contract.signIn).mutation(({ ctx, input }) => commands.signIn(ctx, input)),
  signOut: userProcedure.mutation(({ ctx }) => commands.signOut(ctx)),
  requestPasswordReset: publicProcedure
    .input(contract.requestPasswordReset)
    .mutation(({ ctx, input }) => commands.requestPasswordReset(ctx, input)),
  resetPassword: passwordProcedure
    .input(contract.resetPassword)
    .mutation(({ ctx, input }) => commands.resetPassword(ctx, input)),
  confirmEmailChange: userProcedure
    .input(contract.confirmEmailChange)
    .mutation(({ ctx, input }) => commands.confirmEmailChange(ctx, input)),
});
