import * as contract from '../../contract/billing.ts';
import { fresh, oneInvoice, oneMethod, oneQuote } from '../../targets.ts';
import { accountProcedure, router } from '../../trpc.ts';
import * as commands from './commands.ts';
import * as contact from './contact.ts';
import * as queries from './queries.ts';

export const billingRouter = router({
  invoices: accountProcedure('billing:view')
    .input(contract.billingInvoices)
    .query(({ ctx, input }) => queries.invoices(ctx, input)),
  invoice: accountProcedure('billing:view', { on: oneInvoice })
    .input(contract.billingInvoice)
    .query(({ ctx, input }) => queries.invoice(ctx, input)),
  pay: accountProcedure('billing:pay', { on: oneInvoice })
    .input(contract.billingPay)
    .mutation(({ ctx, input }) => commands.pay(ctx, input)),
  quotes: accountProcedure('billing:view')
    .input(contract.billingQuotes)
    .query(({ ctx, input }) => queries.quotes(ctx, input)),
  quote: accountProcedure('billing:view', { on: oneQuote })
    .input(contract.billingQuote)
    .query(({ ctx, input }) => queries.quote(ctx, input)),
  acceptQuote: accountProcedure('billing:pay', { on: oneQuote })
    .input(contract.billingQuote)
    .mutation(({ ctx, input }) => commands.acceptQuote(ctx, input)),
  payments: accountProcedure('billing:view')
    .input(contract.billingPayments)
    .query(({ ctx, input }) => queries.payments(ctx, input)),
  methods: accountProcedure('billing:view')
    .input(contract.billingMethods)
    .query(({ ctx }) => queries.methods(ctx)),
  addMethod: accountProcedure('billing:manage', { on: fresh('billing') })
    .input(contract.billingAddMethod)
    .mutation(({ ctx, input }) => commands.addMethod(ctx, input)),
  removeMethod: accountProcedure('billing:manage', { on: oneMethod })
    .input(contract.billingMethod)
    .mutation(({ ctx, input }) => commands.removeMethod(ctx, input)),
  preferMethod: accountProcedure('billing:manage', { on: oneMethod })
    .input(contract.billingMethod)
    .mutation(({ ctx, input }) => commands.preferMethod(ctx, input)),
  contact: accountProcedure('billing:manage', { on: fresh('billing') })
    .input(contract.billingContact)
    .query(({ ctx }) => contact.get(ctx)),
  saveContact: accountProcedure('billing:manage', {
    on: fresh('billing'),
    locks: () => ({ account: 'update' }),
  })
    .input(contract.billingSaveContact)
    .mutation(({ ctx, input }) => contact.save(ctx, input)),
});
