import { isLocale, type Locale } from '@mandate/messages';

/** The first language of Accept-Language that we speak, by its weights. */
export function acceptedLocale(header: string | null): Locale {
  const wishes = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const q = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { language: tag.slice(0, 2).toLowerCase(), weight: q ? Number(q.trim().slice(2)) : 1 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const known = wishes.find(({ language }) => isLocale(language))?.language;
  return isLocale(known) ? known : 'en';
}

/** Profile, then the choice kept in the cookie, then the browser. */
export function chooseLocale(
  profile: string | undefined,
  cookie: string | undefined,
  header: string | null,
): Locale {
  if (isLocale(profile)) return profile;
  return isLocale(cookie) ? cookie : acceptedLocale(header);
}
