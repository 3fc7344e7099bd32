import { m } from '@mandate/messages';
import { shortDay } from '#lib/dates.ts';

interface Item {
  state: string;
  standing: string;
  ownerName: string;
  timeZone: string;
  suspendedAt?: string | null;
  startsAt?: string | null;
}

/** Why an account of the list cannot be entered now, and whom to ask. */
export function whyClosed({ state, standing, ownerName: name, timeZone, suspendedAt, startsAt }: Item) {
  if (state === 'closed') {
    return { badge: m.common_state_closed(), text: m.accounts_closed_text(), readable: false };
  }
  if (standing === 'suspended') {
    const date = suspendedAt ? shortDay(suspendedAt, timeZone) : '';
    return { badge: m.common_state_suspended(), text: m.accounts_suspended({ date, name }), readable: true };
  }
  if (standing === 'not_started') {
    const date = startsAt ? shortDay(startsAt, timeZone) : '';
    return { badge: null, text: m.accounts_not_started({ date, name }), readable: true };
  }
  const texts: Record<string, (words: { name: string }) => string> = {
    ended: m.accounts_expired,
    removed: m.accounts_removed,
    left: m.accounts_left,
  };
  const text = (texts[standing] ?? m.accounts_no_rights)({ name });
  return { badge: null, text, readable: false };
}
