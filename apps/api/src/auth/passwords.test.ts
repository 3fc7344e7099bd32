import { describe, expect, it } from 'vitest';
import { hashPassword, isWeakPassword, passwordMatches } from './passwords.ts';
import { createTurns } from './turns.ts';

describe('hashPassword', () => {
  it('is argon2id with 19 MiB, two passes, one lane, and verifies only the same password', async () => {
    const stored = await hashPassword('a password of mine');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwordMatches(stored, 'a password of mine')).toBe(true);
    expect(await passwordMatches(stored, 'a password of mine ')).toBe(false);
  });

  it('does the work for nobody too, and never matches', async () => {
    expect(await passwordMatches(null, 'the password of nobody')).toBe(false);
    const stored = await hashPassword('somebody is here');
    const timed = async (against: string | null) => {
      const begin = performance.now();
      for (let i = 0; i < 10; i += 1) await passwordMatches(against, 'a wrong password');
      return performance.now() - begin;
    };
    const known = await timed(stored);
    const unknown = await timed(null);
    expect(unknown).toBeGreaterThan(known / 4);
  });
});

describe('isWeakPassword', () => {
  it.each([
    '1234567890',
    'qwertyuiop',
    'PasswordPassword',
    'aaaaaaaaaaaa',
    'Mandate2026!',
    'Ines-Roth-1987',
    'ines@acme.example',
  ])('refuses %s', (password) => {
    expect(isWeakPassword(password, ['Ines Roth', 'ines@acme.example'])).toBe(true);
  });

  it.each([
    'correct horse tram 7',
    'mandate for olives',
    'xK2#pL9$wQ',
    '8402 7719 3365 0912',
    'Ines likes strong tea',
  ])('takes %s', (password) => {
    expect(isWeakPassword(password, ['Ines Roth', 'ines@acme.example'])).toBe(false);
  });
});

it('lets only so many works run at once, in order, also past a failure', async () => {
  const turns = createTurns(2);
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const work = (n: number) =>
    turns(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((go) => setTimeout(go, 2));
      running -= 1;
      order.push(n);
      if (n === 1) throw new Error('one fails');
    }).catch(() => undefined);
  await Promise.all([0, 1, 2, 3, 4, 5].map(work));
  expect(most).toBe(2);
  expect(order).toEqual([0, 1, 2, 3, 4, 5]);
});
