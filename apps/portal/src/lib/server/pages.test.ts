import { describe, expect, it } from 'vitest';
import { safePath } from './pages.ts';

describe('safePath', () => {
  it.each(['/', '/accounts', '/accounts/acc_1/domains?page=2', '/invitation'])('keeps %s', (path) => {
    expect(safePath(path)).toBe(path);
  });

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/a\\b',
    'javascript:alert(1)',
    '/a b',
    '/a\n//evil.example',
    '',
    null,
    undefined,
  ])('leads home instead of to %j', (path) => {
    expect(safePath(path)).toBe('/');
  });
});
