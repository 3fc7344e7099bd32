import { isLocale, type Locale } from './locales.ts';

/** In the browser the page itself says in which language the server wrote it. */
export function currentLocale(): Locale {
  const { lang } = document.documentElement;
  return isLocale(lang) ? lang : 'en';
}

export function withLocale<T>(locale: Locale, work: () => T): T {
  document.documentElement.lang = locale;
  return work();
}
