import { expect, test } from 'vitest';
import { loadBundle } from './bundle.ts';
import { expandDeny } from './expand.ts';

const { catalogue, expansion } = await loadBundle();
const gives = (name: string) => expansion.get(name)?.map((atom) => `${atom.permission} ${atom.pattern}`);

test('an allow brings along what the permission implies, at any depth', () => {
  expect(gives('admin:users')).toEqual([
    'admin:users admin/**',
    'admin:revoke admin/**',
    'admin:members admin/**',
  ]);
  expect(gives('domains:transfer')).toEqual(['domains:transfer domains/**', 'domains:view domains/**']);
});

test('support:own stands for own, view and reply on own tickets', () => {
  const own = ['support:own support/own/**', 'support:view support/own/**', 'support:reply support/own/**'];
  expect(gives('support:own')).toEqual(own);
  expect(gives('support:reply')).toEqual(['support:reply support/**', 'support:view support/**', ...own]);
});

test('a deny takes along all that implies the denied permission', () => {
  expect(expandDeny('admin:members', catalogue)).toEqual(['admin:members', 'admin:revoke', 'admin:users']);
  expect(expandDeny('domains:transfer', catalogue)).toEqual(['domains:transfer']);
});
