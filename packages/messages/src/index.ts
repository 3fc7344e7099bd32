import { currentLocale, withLocale } from '#locale';
import { overwriteGetLocale } from '../generated/runtime.js';

overwriteGetLocale(currentLocale);

export { m } from '../generated/messages.js';
export { formatDate, formatUntil, formatZone, type DateOptions, type DateStyle } from './dates.ts';
export { formatList, formatMoney, formatNumber, formatRelative, type Money } from './format.ts';
export { isLocale, locales, type Locale } from './locales.ts';
export { currentLocale, withLocale };
