import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { locales, m, type Locale } from './index.ts';

interface Variants {
  declarations: string[];
  selectors: string[];
  match: Record<string, string>;
}
type Value = string | Variants[];

const home = join(import.meta.dirname, '..');
const settings = JSON.parse(readFileSync(join(home, 'project.inlang/settings.json'), 'utf8')) as Record<
  string,
  { pathPattern: string[] }
>;
const parts = (settings['plugin.inlang.messageFormat']?.pathPattern ?? []).map((path) =>
  path.replace('./messages/{locale}/', '').replace('.json', ''),
);

function read(locale: Locale, part: string): Record<string, Value> {
  return JSON.parse(readFileSync(join(home, 'messages', locale, `${part}.json`), 'utf8')) as Record<
    string,
    Value
  >;
}

function texts(value: Value): string[] {
  return typeof value === 'string' ? [value] : value.flatMap((variants) => Object.values(variants.match));
}

function parameters(value: Value): string[] {
  const used = texts(value).flatMap((text) =>
    [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? ''),
  );
  const declared = typeof value === 'string' ? [] : value.flatMap((variants) => variants.declarations);
  return [...new Set([...used, ...declared])].sort();
}

const faults: [string, RegExp][] = [
  ['straight apostrophe', /\p{L}'\p{L}/u],
  ['space before ; ! ? is not narrow and no-break', /[^\u202f;!?](?=[;!?](?:\s|$|[)»]))/u],
  ['space before : is not no-break', /[^\u00a0](?=:(?:\s|$))/u],
  ['space inside « » is not no-break', /«[^\u00a0]|[^\u00a0]»/u],
  ['straight quotation mark', /"/],
  ['form that shows a gender', /·e|\(e\)|\(ne\)/],
  ['« autorisation » instead of « permission »', /autorisation/i],
];

test('every part is read, and no other file lies there', () => {
  for (const locale of locales) {
    const found = readdirSync(join(home, 'messages', locale)).map((file) => file.replace('.json', ''));
    expect(found.sort()).toEqual([...parts].sort());
  }
});

describe.each(parts)('%s', (part) => {
  const en = read('en', part);
  const fr = read('fr', part);

  test('has the same keys in both languages, named after the part and compiled', () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
    for (const key of Object.keys(en)) {
      expect(key).toMatch(new RegExp(`^${part}_[a-z0-9_]+$`));
      expect(m, 'run `npm run build -w packages/messages`').toHaveProperty(key);
    }
  });

  test('has the same parameters in both languages, and an arm for every number', () => {
    for (const [key, value] of Object.entries(en)) {
      expect(parameters(fr[key] ?? ''), key).toEqual(parameters(value));
      for (const each of [value, fr[key] ?? ''].filter((v) => typeof v !== 'string').flat()) {
        expect(Object.keys(each.match).at(-1), key).toMatch(/^\w+=\*(, \w+=\*)*$/);
      }
    }
  });

  test('has no empty text and is set as French is', () => {
    for (const text of [...Object.values(en), ...Object.values(fr)].flatMap(texts)) {
      expect(text.trim()).not.toBe('');
      expect(text).toBe(text.trim());
    }
    for (const text of Object.values(en).flatMap(texts)) expect(text).not.toMatch(/\p{L}'\p{L}/u);
    for (const text of Object.values(fr).flatMap(texts)) {
      for (const [fault, pattern] of faults) expect(pattern.test(text), `${fault}: ${text}`).toBe(false);
    }
  });
});

test('« de » is cut before a name that starts with a vowel', () => {
  const shown = ['Olivia', 'Élodie', 'Marek'].map((name) => m.common_access_of({ name }, { locale: 'fr' }));
  expect(shown).toEqual(['Accès d’Olivia', 'Accès d’Élodie', 'Accès de Marek']);
});
