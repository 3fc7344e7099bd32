import { Delivery, OutboxMessage, type Invitation } from '@mandate/db';
import { waitsOf } from '../mail-waits.ts';
import type { Working } from '../working.ts';

interface Mail extends Pick<Delivery, 'state' | 'at'> {
  cause: string | null;
  reason: string | null;
  late: boolean;
  untold: boolean;
}

/** What became of the newest mail of each invitation. */
export async function mailsOf(ctx: Working, invitations: readonly Invitation[]): Promise<Map<string, Mail>> {
  const mails = new Map<string, Mail>();
  const outbox = await ctx.em.find(
    OutboxMessage,
    { accountId: ctx.account.id, invitationId: invitations.map(({ id }) => id) },
    { orderBy: { createdAt: 'asc', id: 'asc' }, fields: ['id', 'invitationId', 'createdAt'] },
  );
  const deliveries = await ctx.em.find(Delivery, { outboxId: outbox.map(({ id }) => id) });
  const states = new Map(deliveries.map((delivery) => [delivery.outboxId, delivery]));
  for (const { id, invitationId, createdAt: since } of outbox) {
    const delivery = states.get(id);
    if (!invitationId || !delivery) continue;
    const { state, at, cause = null, reason = null } = delivery;
    mails.set(invitationId, { state, at, cause, reason, ...waitsOf(ctx, { state, since }) });
  }
  return mails;
}
