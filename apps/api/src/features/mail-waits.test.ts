import { expect, test } from 'vitest';
import { readEnv } from '../env.ts';
import { waitsOf } from './mail-waits.ts';

const now = new Date('2026-11-22T12:00:00Z');
const key = Buffer.alloc(32, 7).toString('base64');
const env = readEnv({
  ...{ API_KEY: 'a key for tests that is long enough', ORIGIN: 'http://127.0.0.1:3000', MAIL_KEY: key },
  ...{
    APP_DATABASE_URL: 'app',
    WORKER_DATABASE_URL: 'worker',
    RESEND_API_KEY: 're_x',
    RESEND_WEBHOOK_SECRET: `whsec_${key}`,
  },
});
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

test('a mail waits for more than its turn when it is still queued after some minutes', () => {
  const late = (state: 'queued' | 'sent', minutes: number) =>
    waitsOf({ env, now }, { state, since: ago(minutes) }).late;
  expect([late('queued', 1), late('queued', 3), late('sent', 3)]).toEqual([false, true, false]);
});

test('without webhooks nobody tells whether what was sent arrived', () => {
  const untold = (RESEND_WEBHOOK_SECRET: string | undefined) =>
    waitsOf({ env: { ...env, RESEND_WEBHOOK_SECRET }, now }, { state: 'sent', since: now }).untold;
  expect([untold(undefined), untold(env.RESEND_WEBHOOK_SECRET)]).toEqual([true, false]);
});
