import { m } from '@mandate/messages';
import { clock, shortDay } from '#lib/dates.ts';

const minute = 60_000;
const day = 1440 * minute;

/** "Today, 08:41", "Yesterday, 17:30", "3 Nov 2026". */
export function lastActive(at: string | null, timeZone: string, now = Date.now()): string {
  if (!at) return m.common_never();
  if (now - Date.parse(at) < 5 * minute) return m.users_active_now();
  const date = shortDay(at, timeZone);
  const time = clock(at, timeZone);
  if (date === shortDay(now, timeZone)) return m.users_active_at({ day: m.common_today(), time });
  if (date === shortDay(now - day, timeZone)) return m.users_active_at({ day: m.common_yesterday(), time });
  return date;
}
