import { describe, expect, it } from 'vitest';
import {
  anyPassword,
  emailAddress,
  id,
  mailedToken,
  newPassword,
  normalEmail,
  optionalText,
  page,
  safeLines,
  safeText,
} from './text.ts';

const points = (...codes: number[]) => String.fromCodePoint(...codes);

describe('safeText', () => {
  it('trims, composes to NFC and counts code points', () => {
    expect(safeText(4).parse(` e${points(0x301)}a${points(0x1f600)} `)).toBe(
      `é`.normalize('NFC') + `a${points(0x1f600)}`,
    );
    expect(safeText(2).safeParse(points(0x1f600, 0x1f600)).success).toBe(true);
    expect(safeText(2).safeParse('abc').success).toBe(false);
  });

  it.each([
    ['nothing', '  '],
    ['NUL', `a${points(0)}b`],
    ['a line break', 'a\nb'],
    ['C1', `a${points(0x85)}b`],
    ['a lone surrogate', 'a\ud800b'],
    ['right-to-left override', `a${points(0x202e)}b`],
    ['isolate', `a${points(0x2067)}b`],
    ['zero width space', `a${points(0x200b)}b`],
    ['word joiner', `a${points(0x2060)}b`],
    ['Arabic letter mark', `a${points(0x61c)}b`],
    ['line separator', `a${points(0x2028)}b`],
    ['paragraph separator', `a${points(0x2029)}b`],
    ['soft hyphen', `a${points(0xad)}b`],
    ['tags', `a${points(0xe0061)}b`],
    ['joiners alone', points(0x200d, 0x200c)],
    ['a filler', points(0x3164)],
    ['a braille blank', points(0x2800)],
    ['an accent on nothing', points(0x301)],
  ])('refuses %s', (_what, text) => {
    expect(safeText(10).safeParse(text).success).toBe(false);
  });

  it('makes one space of any spaces, so that a name that is typed again is the same', () => {
    expect(safeText(9).parse(`a${points(0xa0)} b${points(0x202f)}c`)).toBe('a b c');
    expect(optionalText(9).parse('a  b')).toBe('a b');
  });

  it('keeps joiners, which scripts and emoji need', () => {
    for (const text of [points(0x1f469, 0x200d, 0x1f527), `می${points(0x200c)}خواهم`])
      expect(safeText(10).parse(text)).toBe(text);
  });

  it('lets line breaks through where lines are meant', () => {
    expect(safeLines(10).parse('a  b')).toBe('a  b');
    expect(safeLines(10).parse('a\r\nb')).toBe('a\nb');
    expect(safeLines(10).safeParse(`a${points(0)}`).success).toBe(false);
  });
});

describe('emailAddress', () => {
  it.each([
    [' Ines@Example.COM ', 'ines@example.com'],
    ['ines+tag@example.com', 'ines+tag@example.com'],
    ['i.n.e.s@example.com', 'i.n.e.s@example.com'],
    ['ines@bücher.example', 'ines@xn--bcher-kva.example'],
    ['ines@BÜCHER.example', 'ines@xn--bcher-kva.example'],
    ['ines@xn--bcher-kva.example', 'ines@xn--bcher-kva.example'],
    [`ines@ex${points(0x430)}mple.com`, 'ines@xn--exmple-4nf.com'],
  ])('reads %s as %s', (typed, address) => {
    expect(emailAddress.parse(typed)).toBe(address);
  });

  it.each([
    '',
    'ines',
    '@example.com',
    'ines@',
    'ines@localhost',
    'ines@example.com.',
    'ines@example..com',
    'ines@-example.com',
    'ines@127.0.0.1',
    'ines@[127.0.0.1]',
    '"in es"@example.com',
    '.ines@example.com',
    'in..es@example.com',
    'in es@example.com',
    'ines@exam ple.com',
    'a@b@example.com',
    `in${points(0x131)}s@example.com`,
    `${points(0x130)}nes@example.com`,
    `${points(0x212a)}im@example.com`,
    `ines${points(0xff20)}example.com`,
    `in${points(0x435)}s@example.com`,
    `ines${points(0)}@example.com`,
    'ines\ud800@example.com',
    'ines@example.com\r\nBcc: x@y.example',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}.com`,
  ])('refuses %j', (typed) => {
    expect(normalEmail(typed)).toBeNull();
    expect(emailAddress.safeParse(typed).success).toBe(false);
  });
});

describe('passwords', () => {
  it('takes them verbatim, by length alone', () => {
    expect(newPassword.parse('  spaces count  ')).toBe('  spaces count  ');
    expect(newPassword.safeParse('nine char').success).toBe(false);
    expect(newPassword.safeParse('x'.repeat(200)).success).toBe(true);
    expect(newPassword.safeParse('x'.repeat(201)).success).toBe(false);
    expect(anyPassword.safeParse('bad\udc00').success).toBe(false);
  });
});

it('reads ids, pages and mailed tokens strictly', () => {
  expect(id('dom').safeParse(`dom_${'a'.repeat(20)}`).success).toBe(true);
  expect(id('dom').safeParse(`svc_${'a'.repeat(20)}`).success).toBe(false);
  expect(id('dom').safeParse(`dom_${'a'.repeat(20)}\n`).success).toBe(false);
  expect(page.parse(undefined)).toBe(1);
  expect(page.safeParse(0).success).toBe(false);
  expect(page.safeParse(1.5).success).toBe(false);
  expect(mailedToken.parse(` ${'a'.repeat(43)}\n`)).toBe('a'.repeat(43));
  expect(mailedToken.safeParse('a'.repeat(42)).success).toBe(false);
});
