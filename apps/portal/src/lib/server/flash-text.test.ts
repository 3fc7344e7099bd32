import { describe, expect, it } from 'vitest';
import { packFlash, unpackFlash } from './flash-text.ts';

describe('a result for the next page', () => {
  it('survives its cookie', () => {
    const message = { tone: 'soon', strong: 'Zoë’s access ends.', link: { href: '/a', label: 'b' } } as const;
    expect(unpackFlash(packFlash(message))).toEqual(message);
  });

  it.each([
    { strong: 'Done.', text: 'é'.repeat(5000) },
    { strong: 'é'.repeat(5000), text: 'More.' },
  ])('fits into a cookie however long it is', (message) => {
    const packed = packFlash(message);
    expect(packed.length).toBeLessThanOrEqual(3900);
    expect(unpackFlash(packed)?.strong.startsWith(message.strong.slice(0, 5))).toBe(true);
  });

  it.each(['', 'nonsense', Buffer.from('{"text":1}').toString('base64url')])(
    'is nothing when it reads %j',
    (text) => {
      expect(unpackFlash(text)).toBeNull();
    },
  );

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:0'])(
    'never leads to %s',
    (href) => {
      expect(unpackFlash(packFlash({ strong: 'x', link: { href, label: 'y' } }))).toBeNull();
    },
  );
});
