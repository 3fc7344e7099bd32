import { describe, expect, it } from 'vitest';
import { packFlash, unpackFlash } from './flash-text.ts';

describe('a result for the next page', () => {
  it('survives its cookie', () => {
    const message = { tone: 'soon', strong: 'Zoë’s access ends.', link: { href: '/a', label: 'b' } } as const;
    expect(unpackFlash(packFlash(message))).toEqual(message);
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
