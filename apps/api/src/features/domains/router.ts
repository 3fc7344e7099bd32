import * as contract from '../../contract/domains.ts';
import { fresh, oneDomain } from '../../targets.ts';
import { accountProcedure, router } from '../../trpc.ts';
import * as commands from './commands.ts';
import * as queries from './queries.ts';

export const domainsRouter = router({
  list: accountProcedure('domains:view')
    .input(contract.domainsList)
    .query(({ ctx, input }) => queries.list(ctx, input)),
  get: accountProcedure('domains:view', { on: oneDomain })
    .input(contract.domainsOne)
    .query(({ ctx, input }) => queries.get(ctx, input)),
  saveRecord: accountProcedure('domains:manage', { on: oneDomain })
    .input(contract.domainsSaveRecord)
    .mutation(({ ctx, input }) => commands.saveRecord(ctx, input)),
  deleteRecord: accountProcedure('domains:manage', { on: oneDomain })
    .input(contract.domainsDeleteRecord)
    .mutation(({ ctx, input }) => commands.deleteRecord(ctx, input)),
  setNameservers: accountProcedure('domains:manage', { on: oneDomain })
    .input(contract.domainsSetNameservers)
    .mutation(({ ctx, input }) => commands.setNameservers(ctx, input)),
  setAutoRenew: accountProcedure('domains:manage', { on: oneDomain })
    .input(contract.domainsSetAutoRenew)
    .mutation(({ ctx, input }) => commands.setAutoRenew(ctx, input)),
  setRegistrant: accountProcedure('domains:manage', { on: oneDomain })
    .input(contract.domainsSetRegistrant)
    .mutation(({ ctx, input }) => commands.setRegistrant(ctx, input)),
  renew: accountProcedure('domains:order', { on: oneDomain })
    .input(contract.domainsOne)
    .mutation(({ ctx, input }) => commands.renew(ctx, input)),
  register: accountProcedure('domains:order', { on: fresh('domains') })
    .input(contract.domainsRegister)
    .mutation(({ ctx, input }) => commands.register(ctx, input)),
  setTransferLock: accountProcedure('domains:transfer', { on: oneDomain })
    .input(contract.domainsSetTransferLock)
    .mutation(({ ctx, input }) => commands.setTransferLock(ctx, input)),
  requestTransferCode: accountProcedure('domains:transfer', { on: oneDomain })
    .input(contract.domainsOne)
    .mutation(({ ctx, input }) => commands.requestTransferCode(ctx, input)),
  revealTransferCode: accountProcedure('domains:transfer', { on: oneDomain })
    .input(contract.domainsReveal)
    .mutation(({ ctx, input }) => commands.revealTransferCode(ctx, input)),
});
