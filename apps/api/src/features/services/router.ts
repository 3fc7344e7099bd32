import * as contract from '../../contract/services.ts';
import { fresh, oneService } from '../../targets.ts';
import { accountProcedure, router } from '../../trpc.ts';
import * as commands from './commands.ts';
import * as queries from './queries.ts';

export const servicesRouter = router({
  list: accountProcedure('services:view')
    .input(contract.servicesList)
    .query(({ ctx, input }) => queries.list(ctx, input)),
  get: accountProcedure('services:view', { on: oneService })
    .input(contract.servicesOne)
    .query(({ ctx, input }) => queries.get(ctx, input)),
  restart: accountProcedure('services:manage', { on: oneService })
    .input(contract.servicesOne)
    .mutation(({ ctx, input }) => commands.restart(ctx, input)),
  rename: accountProcedure('services:manage', { on: oneService })
    .input(contract.servicesRename)
    .mutation(({ ctx, input }) => commands.rename(ctx, input)),
  resetPassword: accountProcedure('services:credentials', { on: oneService })
    .input(contract.servicesOne)
    .mutation(({ ctx, input }) => commands.resetPassword(ctx, input)),
  revealPassword: accountProcedure('services:credentials', { on: oneService })
    .input(contract.servicesReveal)
    .mutation(({ ctx, input }) => commands.revealPassword(ctx, input)),
  openPanel: accountProcedure('services:signin', { on: oneService })
    .input(contract.servicesOne)
    .mutation(({ ctx, input }) => commands.openPanel(ctx, input)),
  revealPanelLink: accountProcedure('services:signin', { on: oneService })
    .input(contract.servicesReveal)
    .mutation(({ ctx, input }) => commands.revealPanelLink(ctx, input)),
  order: accountProcedure('services:order', { on: fresh('services') })
    .input(contract.servicesOrder)
    .mutation(({ ctx, input }) => commands.order(ctx, input)),
  changePlan: accountProcedure('services:order', { on: oneService })
    .input(contract.servicesChangePlan)
    .mutation(({ ctx, input }) => commands.changePlan(ctx, input)),
  cancel: accountProcedure('services:cancel', { on: oneService })
    .input(contract.servicesCancel)
    .mutation(({ ctx, input }) => commands.cancel(ctx, input)),
});
