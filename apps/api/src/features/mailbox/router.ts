import { Refusal } from '../../errors.ts';
import { playMail } from '@mandate/emails';
import { dbNow } from '@mandate/db';
import { mailboxEvent, mailboxGet, mailboxList } from '../../contract/mailbox.ts';
import { mailboxIn } from '../../outbox/mailbox.ts';
import { publicProcedure, router } from '../../trpc.ts';

const mailboxOf = ({ env }: { env: { MAILBOX_DIR?: string | undefined } }) => {
  if (!env.MAILBOX_DIR) throw new Refusal('NOT_FOUND');
  return mailboxIn(env.MAILBOX_DIR);
};

/** What demo mode sent, for everybody on this machine. Not part of the router outside demo mode. */
export const mailboxRouter = router({
  list: publicProcedure.input(mailboxList).query(({ ctx, input }) => mailboxOf(ctx).list(input)),
  get: publicProcedure.input(mailboxGet).query(async ({ ctx, input }) => {
    const mail = await mailboxOf(ctx).get(input.id);
    if (!mail) throw new Refusal('NOT_FOUND');
    return mail;
  }),
  /** What Resend would tell of this mail now, signed; whoever plays it sends it on its way. */
  event: publicProcedure.input(mailboxEvent).query(async ({ ctx, input }) => {
    const mail = await mailboxOf(ctx).get(input.id);
    const secret = ctx.env.RESEND_WEBHOOK_SECRET;
    if (!mail || !secret) throw new Refusal('NOT_FOUND');
    return playMail(mail, input.event, { secret, now: await dbNow(ctx.em) });
  }),
});
