import { m, type Locale } from '@mandate/messages';
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { Button, Heading, Link, Text } from 'react-email';
import { cleanSentence } from './clean.ts';
import type { Block, Line } from './letter.ts';
import { styles } from './styles.ts';
import { parseWords } from './words.ts';

const anchor = (url: string, label: string): ReactElement =>
  h(Link, { href: url, style: styles.link, className: 'ink' }, label);

export function wordElements(text: string): ReactNode[] {
  return parseWords(text).map((word) => {
    if (word.kind === 'plain') return word.text;
    return word.kind === 'strong' ? h('strong', null, word.text) : anchor(word.url, word.text);
  });
}

const hostname = /((?:[\p{L}\p{N}-]+\.)+\p{L}[\p{L}\p{N}-]+)/u;

/** Names stand out, in an anchor that leads nowhere: mail programs make no link of what is in one already. */
const name = (text: string): ReactElement => h('strong', null, h('a', null, text));

function sentence(line: Line): ReactNode[] {
  if (line.parts) return line.parts.map(({ text, strong }) => (strong ? name(text) : text));
  const pieces = cleanSentence(line.text).split(hostname);
  return pieces.map((piece, i) => (i % 2 ? name(piece) : piece));
}

function row(line: Line, mark: 'can' | 'cannot', locale: Locale): ReactElement {
  const reason = line.sensitive
    ? [
        h('br'),
        h(
          'span',
          { style: styles.warn, className: 'warn' },
          m.common_sensitive({ reason: cleanSentence(line.sensitive) }, { locale }),
        ),
      ]
    : [];
  const sign = { style: { ...styles.mark, ...styles[mark] }, className: mark === 'can' ? 'go' : 'ink-2' };
  return h(
    'tr',
    null,
    h('td', sign, mark === 'can' ? '✓' : '✕'),
    h('td', { style: styles.line, className: 'ink rule' }, ...sentence(line), ...reason),
  );
}

function list(block: Extract<Block, { kind: 'list' }>, locale: Locale): ReactElement {
  const table = { role: 'presentation', width: '100%', border: 0, cellPadding: 0, cellSpacing: 0 };
  return h(
    'div',
    null,
    h(Heading, { as: 'h2', style: styles.heading, className: 'ink' }, block.title),
    h('table', table, h('tbody', null, ...block.lines.map((line) => row(line, block.mark, locale)))),
  );
}

export function blockElement(block: Block, locale: Locale): ReactElement {
  switch (block.kind) {
    case 'text':
      return h(Text, { style: styles.text, className: 'ink' }, ...wordElements(block.text));
    case 'small':
      return h(Text, { style: styles.small, className: 'ink-2' }, ...wordElements(block.text));
    case 'quote':
      return h(Text, { style: styles.quote, className: 'ink' }, block.text);
    case 'list':
      return list(block, locale);
    case 'button':
      return h(Button, { href: block.url, style: styles.button, className: 'fill' }, block.label);
    case 'address':
      return h(
        Text,
        { style: styles.small, className: 'ink-2' },
        block.label,
        h('br'),
        anchor(block.url, block.url),
      );
    case 'code':
      return h(
        Text,
        { style: styles.small, className: 'ink-2' },
        ...wordElements(block.label),
        h('br'),
        h('code', { style: styles.code, className: 'ink' }, block.code),
      );
  }
}
