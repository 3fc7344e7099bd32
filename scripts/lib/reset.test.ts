import { expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { requireResettable } from './reset.ts';

it('throws the demo away, and nothing else unasked', () => {
  const own = { DATABASE_URL: 'postgres://me:secret@db.example:5432/mine' };
  expect(() => requireResettable(readConfig({}), [])).not.toThrow();
  expect(() => requireResettable(readConfig(own), [])).toThrow(/everything in db.example:5432\/mine/);
  expect(() => requireResettable(readConfig(own), ['--yes'])).not.toThrow();
  const live = readConfig({ ...own, RESEND_API_KEY: 're_1', MAIL_FROM: 'a@example.com' });
  expect(() => requireResettable(live, ['--yes'])).toThrow(/for the demo only/);
});
