import { currentLocale, withLocale } from '#locale';
import { overwriteGetLocale } from '../generated/runtime.js';

overwriteGetLocale(currentLocale);

export { m } from '../generated/messages.js';
export { isLocale, locales, type Locale } from './locales.ts';
export { currentLocale, withLocale };
