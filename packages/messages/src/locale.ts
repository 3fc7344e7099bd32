import { AsyncLocalStorage } from 'node:async_hooks';
import type { Locale } from './locales.ts';

const storage = new AsyncLocalStorage<Locale>();

/** On the server each request runs in a language of its own. */
export function currentLocale(): Locale {
  return storage.getStore() ?? 'en';
}

export function withLocale<T>(locale: Locale, work: () => T): T {
  return storage.run(locale, work);
}
