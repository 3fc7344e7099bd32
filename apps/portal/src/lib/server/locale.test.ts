import { describe, expect, it } from 'vitest';
import { acceptedLocale, chooseLocale } from './locale.ts';

describe('acceptedLocale', () => {
  it.each([
    ['fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
    ['de-DE,de;q=0.9,fr;q=0.7,en;q=0.3', 'fr'],
    ['en;q=0.2, fr;q=0.1', 'en'],
    ['fr;q=0, en', 'en'],
    ['de', 'en'],
    ['', 'en'],
    [null, 'en'],
    [';;,q=,fr;q=x', 'en'],
  ])('reads %j as %s', (header, locale) => {
    expect(acceptedLocale(header)).toBe(locale);
  });
});

describe('chooseLocale', () => {
  it('prefers the profile, then the cookie, then the browser', () => {
    expect(chooseLocale('fr', 'en', 'en')).toBe('fr');
    expect(chooseLocale(undefined, 'fr', 'en')).toBe('fr');
    expect(chooseLocale(undefined, 'de', 'fr')).toBe('fr');
    expect(chooseLocale('xx', undefined, null)).toBe('en');
  });
});
