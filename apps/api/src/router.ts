import { accountsRouter } from './features/accounts/router.ts';
import { authRouter } from './features/auth/router.ts';
import { invitationsRouter } from './features/invitations/router.ts';
import { mailboxRouter } from './features/mailbox/router.ts';
import { meRouter } from './features/me/router.ts';
import { membersRouter } from './features/members/router.ts';
import { router } from './trpc.ts';

const slices = {
  auth: authRouter,
  me: meRouter,
  accounts: accountsRouter,
  members: membersRouter,
  invitations: invitationsRouter,
};

const productRouter = router(slices);
const demoRouter = router({ ...slices, mailbox: mailboxRouter });

/** The portal's view; the mailbox is there in demo mode only. */
export type AppRouter = typeof demoRouter;

/** Outside demo mode the mailbox's procedures do not exist. */
export const createRouter = ({ demo }: { demo: boolean }): AppRouter =>
  demo ? demoRouter : (productRouter as AppRouter);
