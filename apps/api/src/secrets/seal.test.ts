import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { open, seal } from './seal.ts';

const key = randomBytes(32).toString('base64');
const text = 'Mot de passe : é€😀';

describe('sealed text', () => {
  it('opens again with its key and context', () => {
    expect(open(key, seal(key, text, 'outbox/out_1'), 'outbox/out_1')).toBe(text);
    expect(open(key, seal(key, '', 'outbox/out_1'), 'outbox/out_1')).toBe('');
  });

  it('never looks the same twice and never shows the text', () => {
    const [one, two] = [seal(key, text, 'a'), seal(key, text, 'a')];
    expect(one).not.toBe(two);
    expect(one).toMatch(/^v1\.[\w-]+$/);
    expect(Buffer.from(one.slice(3), 'base64url').toString('utf8')).not.toContain('Mot de passe');
  });

  it('refuses any changed byte: nonce, tag or text', () => {
    const bytes = Buffer.from(seal(key, text, 'a').slice(3), 'base64url');
    for (const at of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => open(key, `v1.${changed.toString('base64url')}`, 'a')).toThrow();
    }
  });

  it('refuses the context of another row', () => {
    expect(() => open(key, seal(key, text, 'command/cmd_1'), 'command/cmd_2')).toThrow();
  });

  it('refuses another key', () => {
    const other = randomBytes(32).toString('base64');
    expect(() => open(other, seal(key, text, 'a'), 'a')).toThrow();
  });

  it('refuses an unknown version, a cut text and a key of the wrong size', () => {
    const sealed = seal(key, text, 'a');
    expect(() => open(key, `v2.${sealed.slice(3)}`, 'a')).toThrow('version');
    expect(() => open(key, sealed.slice(0, 20), 'a')).toThrow('short');
    expect(() => seal('c2hvcnQ=', text, 'a')).toThrow('32 bytes');
  });
});
