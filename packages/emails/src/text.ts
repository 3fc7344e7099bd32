import { m, type Locale } from '@mandate/messages';
import { cleanSentence } from './clean.ts';
import type { Block, Letter } from './letter.ts';
import { plainWords } from './words.ts';

function textOf(block: Block, locale: Locale): string {
  switch (block.kind) {
    case 'text':
    case 'small':
      return plainWords(block.text);
    case 'quote':
      return block.text.replaceAll(/^/gm, '> ');
    case 'button':
    case 'address':
      return `${plainWords(block.label)}\n${block.url}`;
    case 'code':
      return `${plainWords(block.label)}\n\n${block.code}`;
    case 'list':
      return [
        block.title,
        ...block.lines.map(({ text, sensitive }) => {
          const reason = sensitive
            ? ` (${m.common_sensitive({ reason: cleanSentence(sensitive) }, { locale })})`
            : '';
          return `${block.mark === 'can' ? '✓' : '×'} ${cleanSentence(text)}${reason}`;
        }),
      ].join('\n');
  }
}

export function letterText(letter: Letter, locale: Locale): string {
  const body = letter.blocks
    .filter((block) => block.kind !== 'address')
    .map((block) => textOf(block, locale));
  return [letter.title, ...body, '--', plainWords(letter.because)].join('\n\n') + '\n';
}
