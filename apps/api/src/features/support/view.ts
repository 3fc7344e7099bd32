import type { Working } from '../working.ts';

type InView = { openedBy?: string | { $ne: string }; id?: { $in: string[] } };

/** The tickets this person may read, as a `where`: the policy speaks of own and other ones, not of ids (S1). */
export function ticketsInView({ slice, user }: Pick<Working, 'slice' | 'user'>): InView {
  const own = slice.can('support:view', 'support/own/any');
  const other = slice.can('support:view', 'support/other/any');
  if (own && other) return {};
  if (own) return { openedBy: user.id };
  return other ? { openedBy: { $ne: user.id } } : { id: { $in: [] } };
}
