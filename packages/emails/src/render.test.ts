import { locales } from '@mandate/messages';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mailKinds, renderMail, type MailKind } from './index.ts';
import { samples, token } from './render.samples.ts';

const origin = 'https://my.mandate.example';
const paths: Partial<Record<MailKind, string>> = {
  invitation: '/invitation',
  verifyEmail: '/verify',
  resetPassword: '/reset',
  confirmEmailChange: '/verify-change',
};
/** Every page of the portal, as its folders say. */
const pages = readdirSync(join(import.meta.dirname, '../../../apps/portal/src/routes'), { recursive: true })
  .map((file) => `/${String(file)}`.replaceAll('\\', '/').replaceAll(/\/\([^)]+\)/g, ''))
  .flatMap((file) => /^(.*)\/\+page(\.server)?(@.*)?\.(svelte|ts)$/.exec(file)?.[1] ?? [])
  .map((path) => new RegExp(`^${path.replaceAll(/\[\w+\]/g, '[^/]+') || '/'}$`));
const every = mailKinds.flatMap((kind) => locales.map((locale) => ({ kind, locale })));

describe.each(every)('$kind in $locale', ({ kind, locale }) => {
  const rendered = renderMail(kind, samples[kind], { locale, origin });

  test('names its language and both colour schemes', async () => {
    const { html } = await rendered;
    expect(html).toContain(`<html dir="ltr" lang="${locale}">`);
    expect(html).toContain(`<body lang="${locale}"`);
    expect(html).toContain('name="color-scheme" content="light dark"');
  });

  test('loads nothing, measures in px and stays small', async () => {
    const { html } = await rendered;
    expect(html).not.toMatch(/<img|<link|@import|url\(|<script|\d(rem|em)\b/);
    expect(html.length).toBeLessThan(40_000);
  });

  test('leads only to our own origin, and there to pages that exist', async () => {
    const { html, text } = await rendered;
    const links = [...html.matchAll(/href="([^"]*)"/g)].map((found) => found[1] ?? '');
    const addresses = [...text.matchAll(/https?:[^\s)]+/g)].map((found) => found[0]);
    for (const url of [...links, ...addresses].map((address) => new URL(address))) {
      expect(url.origin).toBe(origin);
      expect(
        pages.some((page) => page.test(url.pathname)),
        url.pathname,
      ).toBe(true);
    }
  });

  test('says the same in the text part, and leaves no key, mark or gap', async () => {
    const { subject, html, text } = await rendered;
    for (const part of [subject, html, text])
      expect(part).not.toMatch(/undefined|mails_|\{\w+\}|[\ue000-\uf8ff]/);
    expect(subject.length).toBeGreaterThan(10);
    expect(text.split('\n').length).toBeGreaterThan(4);
  });

  test('carries its token as link and as code', async () => {
    const path = paths[kind];
    const { html, text } = await rendered;
    expect(text.includes(token)).toBe(Boolean(path));
    if (!path) return;
    expect(html).toContain(`href="${origin}${path}#${token}"`);
    expect(html).toMatch(new RegExp(`<code[^>]*>${token}</code>`));
    expect(text).toContain(`${origin}${path}#${token}\n`);
    expect(text.split('\n')).toContain(token);
  });
});

describe('an invitation', () => {
  test('names inviter, account, rights, both ends with zone, and whom it is for', async () => {
    const { subject, text } = await renderMail('invitation', samples.invitation, { locale: 'en', origin });
    const plain = text.replaceAll('\u00a0', ' ');
    expect(subject).toBe('Olivia Owens invites you to work in the account Acme');
    expect(plain).toContain('✓ Signs in to web-02. (Sensitive: acts there)');
    expect(plain).toContain('× See or pay invoices.');
    expect(plain).toContain('Your access would end on 31 March 2027.');
    expect(plain).toContain(
      'valid until 29 November 2026, 10:02 (Paris time) and only for ines@studio-moreau',
    );
    expect(plain).toContain('Opening the link changes nothing');
  });

  test('sets the names of things in bold, without making links of them', async () => {
    const parts = [{ text: 'Runs ' }, { text: 'web-02.example', strong: true }, { text: '.' }];
    const props = { ...samples.invitation, will: [{ text: 'Runs web-02.example.', parts }] };
    const { html, text } = await renderMail('invitation', props, { locale: 'en', origin });
    expect(html).toContain('Runs <strong><a>web-02.example</a></strong>.');
    expect(text).toContain('✓ Runs web-02.example.');
  });

  test('without an end says so', async () => {
    const props = { ...samples.invitation, until: null, note: ' ' };
    const { text } = await renderMail('invitation', props, { locale: 'fr', origin });
    expect(text).toContain('Votre accès n’aurait pas de date de fin.');
    expect(text).not.toContain('> ');
  });

  test('refuses a token that could change the link', async () => {
    const props = { ...samples.invitation, token: 'abcdefgh" onclick=' };
    await expect(renderMail('invitation', props, { locale: 'en', origin })).rejects.toThrow('token');
  });
});

describe('what strangers write', () => {
  const hostile = `<b>&"'</b>\r\nBcc: x@evil.example\u202e http://evil.example www.evil.example ${'x'.repeat(99)}`;
  const props = {
    ...samples.invitation,
    inviterName: hostile,
    accountName: hostile,
    note: hostile,
    will: [{ text: `${hostile} http://evil.example` }],
  };

  test('is escaped, cut, kept on one line and linked nowhere', async () => {
    const { subject, html, text } = await renderMail('invitation', props, { locale: 'en', origin });
    expect(html).not.toContain('<b>');
    expect(html).toContain('&lt;b&gt;&amp;&quot;');
    expect(subject).not.toMatch(/[\r\n\u202e]/);
    expect(subject.length).toBeLessThan(200);
    expect(subject).not.toContain('x'.repeat(50));
    for (const part of [subject, text.replace(/^✓.*$/gm, '')])
      expect(part).not.toMatch(/http:|www\.|evil\.example/);
    expect(text).not.toContain('http://evil');
    const shown = html.slice(html.indexOf('<body')).replaceAll(/<a>[^<]*<\/a>/g, '');
    expect(shown).not.toMatch(/http:|www\.|evil\.example/);
  });

  test('cannot smuggle in the marks of links', async () => {
    const marked = { ...props, inviterName: '\ue002http://evil.example\ue003click\ue004' };
    const { html } = await renderMail('invitation', marked, { locale: 'en', origin });
    expect(html).not.toContain('href="http:');
  });
});
