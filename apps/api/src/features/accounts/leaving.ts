import { User } from '@mandate/db';
import { Refusal } from '../../errors.ts';
import { queueMail } from '../../outbox/queue.ts';
import { cancelInvitationsOf } from '../invitations/cancelling.ts';
import { endMembership } from '../members/rights.ts';
import { record, type Working } from '../working.ts';

/** Any member but the owner may go by himself; what he had pending dies with his access. */
export async function leaveAccount(
  ctx: Pick<Working, 'em' | 'env' | 'account' | 'facts' | 'user'>,
): Promise<{ name: string }> {
  const { account, user } = ctx;
  if (ctx.facts.owner) throw new Refusal('OWNER_CANNOT_LEAVE', { account: account.name });
  const offer = await endMembership(ctx.em, { accountId: account.id, userId: user.id }, 'left', user.id);
  const cancelled = await cancelInvitationsOf(ctx.em, account.id, user.id);
  const owner = await ctx.em.findOneOrFail(User, { id: account.ownerUserId });
  await queueMail(ctx, {
    kind: 'accountLeft',
    to: owner.email,
    locale: owner.locale,
    account: { id: account.id },
    resource: 'admin',
    userId: owner.id,
    props: {
      accountId: account.id,
      accountName: account.name,
      personName: user.name,
      personEmail: user.email,
    },
  });
  const about = { resource: 'admin', subjectUserId: user.id, subjectName: user.name };
  if (offer) await record(ctx, { action: 'ownership.cancelled', ...about });
  await record(ctx, {
    action: 'member.left',
    ...about,
    data: { cancelled: cancelled.map(({ email }) => email) },
  });
  return { name: account.name };
}
