import type { Working } from '../working.ts';

/** The policy speaks of own and other tickets, not of ids (S1): either kind may be open to this person. */
export const ticketSight = ({ slice }: Pick<Working, 'slice'>) => ({
  own: slice.can('support:view', 'support/own/any'),
  other: slice.can('support:view', 'support/other/any'),
});

type InView = { openedBy?: string | { $ne: string }; id?: { $in: string[] } };

/** The tickets this person may read, as a `where`. */
export function ticketsInView(ctx: Pick<Working, 'slice' | 'user'>): InView {
  const { own, other } = ticketSight(ctx);
  if (own && other) return {};
  if (own) return { openedBy: ctx.user.id };
  return other ? { openedBy: { $ne: ctx.user.id } } : { id: { $in: [] } };
}
