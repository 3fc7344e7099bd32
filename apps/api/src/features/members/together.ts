import { setContext, type Em } from '@mandate/db';
import type { Locale } from '@mandate/messages';
import { allowed } from '../../limits/limits.ts';
import { toldLater as kind } from '../../outbox/claim.ts';
import { queueMail } from '../../outbox/queue.ts';
import type { Working } from '../working.ts';

interface Told {
  to: string;
  locale: Locale;
  account: { id: string };
  resource: string;
  userId: string;
}

interface About {
  accountId: string;
  accountName: string;
  by: string;
}

const wait = 3_600_000;

/**
 * Beyond so many mails about changes to one member, one that waits an hour stands for all that come meanwhile: no
 * change is refused for its mail, and none stays untold (decision 20). @returns whether this change is told so.
 */
export async function toldTogether(ctx: Working, told: Told, about: About): Promise<boolean> {
  if (await allowed(ctx, ['mailsToMember', told.account.id, told.userId])) return false;
  const queued = await ctx.em.execute<object[]>(
    `select 1 from outbox_messages where account_id = ? and user_id = ? and kind = ?
       and sent_at is null and failed_at is null and cancelled_at is null and attempts = 0 limit 1`,
    [told.account.id, told.userId, kind],
  );
  if (queued.length === 0)
    await queueMail(ctx, { kind, ...told, sendAfter: new Date(ctx.now.getTime() + wait), props: about });
  return true;
}

/** What waits to be told to a person's former address is told to nobody: the mailbox may be another's by then. */
export async function dropToldTo(em: Em, { id, email }: { id: string; email: string }): Promise<void> {
  const accounts = await em.execute<{ id: string }[]>(
    `select account_id as id from memberships where user_id = ?`,
    [id],
  );
  for (const account of accounts) {
    await setContext(em, { account: account.id });
    await em.execute(
      `with dropped as (
         update outbox_messages set cancelled_at = clock_timestamp(), body = null
         where account_id = ? and user_id = ? and kind = ? and recipient = ?
           and sent_at is null and failed_at is null and cancelled_at is null returning id)
       update deliveries set state = 'cancelled', rank = 1, at = clock_timestamp()
       where outbox_id in (select id from dropped) and rank = 0`,
      [account.id, id, kind, email],
      'run',
    );
  }
  await setContext(em, { account: undefined });
}
