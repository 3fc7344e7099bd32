import { formatDate, type DateStyle } from '@mandate/messages';

const as = (style: DateStyle) => (at: string | number, timeZone: string) =>
  formatDate(new Date(at), { timeZone, style });

/** 31 March 2027 */
export const longDay = as('long');

/** 29 Nov 2026 */
export const shortDay = as('short');

/** 20 Nov, 10:02 */
export const moment = as('moment');

/** 10:02 */
export const clock = as('time');
