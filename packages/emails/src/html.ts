import { m, type Locale } from '@mandate/messages';
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { Body, Container, Head, Heading, Hr, Html, Preview, render, Text } from 'react-email';
import { blockElement, wordElements } from './blocks.ts';
import type { Letter } from './letter.ts';
import { darkRules, styles } from './styles.ts';

function head(): ReactElement {
  return h(
    Head,
    null,
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('meta', { name: 'supported-color-schemes', content: 'light dark' }),
    h('style', { dangerouslySetInnerHTML: { __html: darkRules } }),
  );
}

function page(letter: Letter, locale: Locale): ReactElement {
  const content: ReactNode[] = [
    h(Text, { style: styles.brand, className: 'ink' }, m.common_product({}, { locale })),
    h(Hr, { style: styles.strongRule, className: 'rule-strong' }),
    h(Heading, { as: 'h1', style: styles.title, className: 'ink' }, letter.title),
    ...letter.blocks.map((block) => blockElement(block, locale)),
    h(Hr, { style: styles.rule, className: 'rule' }),
    h(Text, { style: styles.small, className: 'ink-2' }, ...wordElements(letter.because)),
  ];
  return h(
    Html,
    { lang: locale },
    head(),
    h(Preview, null, letter.preview),
    h(
      Body,
      { lang: locale, style: styles.page, className: 'page' },
      h(Container, { style: styles.box }, ...content),
    ),
  );
}

export function letterHtml(letter: Letter, locale: Locale): Promise<string> {
  return render(page(letter, locale));
}
