import type { Locale } from '@mandate/messages';
import { allowed } from '../../limits/limits.ts';
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
  const kind = 'accessChangedOften';
  const queued = await ctx.em.execute<object[]>(
    `select 1 from outbox_messages where account_id = ? and user_id = ? and kind = ?
       and sent_at is null and failed_at is null and cancelled_at is null and attempts = 0 limit 1`,
    [told.account.id, told.userId, kind],
  );
  if (queued.length === 0)
    await queueMail(ctx, { kind, ...told, sendAfter: new Date(ctx.now.getTime() + wait), props: about });
  return true;
}
