import { firstDay } from '../../days.ts';
import { addDays } from '../calendar.ts';

/** A domain that nobody renews by itself and whose day comes before this one is work to do. */
export const soon = (now: Date, timeZone: string): string => addDays(firstDay(now, timeZone), 30);
