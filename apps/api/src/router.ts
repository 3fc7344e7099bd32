import { accountsRouter } from './features/accounts/router.ts';
import { activityRouter } from './features/activity/router.ts';
import { authRouter } from './features/auth/router.ts';
import { billingRouter } from './features/billing/router.ts';
import { domainsRouter } from './features/domains/router.ts';
import { emailsRouter } from './features/emails/router.ts';
import { invitationsRouter } from './features/invitations/router.ts';
import { mailboxRouter } from './features/mailbox/router.ts';
import { meRouter } from './features/me/router.ts';
import { membersRouter } from './features/members/router.ts';
import { ownershipRouter } from './features/ownership/router.ts';
import { profileRouter } from './features/profile/router.ts';
import { servicesRouter } from './features/services/router.ts';
import { supportRouter } from './features/support/router.ts';
import { router } from './trpc.ts';

const slices = {
  auth: authRouter,
  me: meRouter,
  accounts: accountsRouter,
  members: membersRouter,
  invitations: invitationsRouter,
  services: servicesRouter,
  domains: domainsRouter,
  billing: billingRouter,
  support: supportRouter,
  ownership: ownershipRouter,
  profile: profileRouter,
  emails: emailsRouter,
  activity: activityRouter,
};

const productRouter = router(slices);
const demoRouter = router({ ...slices, mailbox: mailboxRouter });

/** The portal's view; the mailbox is there in demo mode only. */
export type AppRouter = typeof demoRouter;

/** Outside demo mode the mailbox's procedures do not exist. */
export const createRouter = ({ demo }: { demo: boolean }): AppRouter =>
  demo ? demoRouter : (productRouter as AppRouter);
