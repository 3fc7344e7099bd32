import {
  accountOnly,
  accountsAcross,
  accountsClose,
  accountsList,
  accountsOpen,
} from '../../contract/accounts.ts';
import { count } from '../../limits/limits.ts';
import { accountProcedure, memberProcedure, router, userProcedure } from '../../trpc.ts';
import { acrossAccounts } from './across.ts';
import { closeAccount, closing } from './closing.ts';
import { leaveAccount } from './leaving.ts';
import { openAccount } from './opening.ts';
import { listAccounts } from './queries.ts';
import { mine, noteVisit, shell } from './shell.ts';

/** Closed to nobody whose access merely rests: they may read what it is, and leave (S11). */
const openTo = ['suspended', 'not_started'] as const;

const ownRow = (_raw: unknown, userId: string) => ({ members: { [userId]: 'update' as const } });

export const accountsRouter = router({
  list: userProcedure.input(accountsList).query(({ ctx, input }) => listAccounts(ctx, input)),
  across: userProcedure.input(accountsAcross).query(({ ctx, input }) => acrossAccounts(ctx, input)),
  open: userProcedure.input(accountsOpen).mutation(async ({ ctx, input }) => {
    await count(ctx, ['openAccount', ctx.user.id]);
    return { id: await openAccount(ctx.em, { name: input.name, owner: ctx.user, locale: ctx.user.locale }) };
  }),
  shell: memberProcedure()
    .input(accountOnly)
    .query(async ({ ctx }) => {
      await noteVisit(ctx);
      return shell(ctx);
    }),
  mine: memberProcedure({ openTo })
    .input(accountOnly)
    .query(({ ctx }) => mine(ctx)),
  leave: memberProcedure({ openTo, locks: ownRow })
    .input(accountOnly)
    .mutation(({ ctx }) => leaveAccount(ctx)),
  closing: accountProcedure('admin:close')
    .input(accountOnly)
    .query(({ ctx }) => closing(ctx)),
  close: accountProcedure('admin:close', { locks: () => ({ account: 'update' }) })
    .input(accountsClose)
    .mutation(({ ctx, input }) => closeAccount(ctx, input)),
});
