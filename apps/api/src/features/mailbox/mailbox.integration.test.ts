import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMailer } from '@mandate/emails';
import { mailboxIn, mailboxPath, serveMailbox } from '../../outbox/mailbox.ts';
import { createRouter } from '../../router.ts';
import { testApi, type TestApi } from '../../testing.ts';
import { createCallerFactory } from '../../trpc.ts';
import { mailboxRouter } from './router.ts';

let dir: string;
let app: FastifyInstance;
let address: string;
let api: TestApi;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mandate-mailbox-'));
  app = Fastify({ bodyLimit: 64 * 1024 });
  await serveMailbox(app, mailboxIn(dir));
  address = await app.listen({ host: '127.0.0.1', port: 0 });
  api = await testApi();
});
afterAll(async () => {
  await api?.close();
  await app?.close();
  await rm(dir, { recursive: true, force: true });
});

const mailer = () =>
  createMailer({
    apiKey: 're_demo',
    from: 'Mandate <no-reply@mandate.example>',
    baseUrl: address + mailboxPath,
  });
const mail = (idempotencyKey: string, html = '<p>Hello</p>') => ({
  ...{ to: 'ines@people.example', subject: 'Hello', text: 'Hello', html, idempotencyKey },
});
const caller = () =>
  createCallerFactory(mailboxRouter)({
    ...api.services,
    env: { ...api.services.env, MAILBOX_DIR: dir },
    request: {
      ...{ id: 'test', address: '127.0.0.1', userAgent: '', locale: 'en' },
      ...{ token: null, handOff: null, shown: null },
    },
  });

describe('the mailbox of demo mode', () => {
  it('takes mail from the SDK, once a key, and shows it to anybody', async () => {
    const sent = await mailer().send(mail('out_1'));
    expect(await mailer().send(mail('out_1'))).toEqual(sent);
    const { items, total } = await caller().list({});
    expect({ total, subject: items[0]?.subject }).toEqual({ total: 1, subject: 'Hello' });
    expect(await caller().get({ id: items[0]!.id })).toMatchObject({ html: '<p>Hello</p>', text: 'Hello' });
  });

  it('takes mail larger than what the API takes elsewhere', async () => {
    expect(await mailer().send(mail('out_2', 'x'.repeat(200_000)))).toMatchObject({ ok: true });
  });

  it('refuses as Resend does', async () => {
    expect(await mailer().send(mail('out_1', '<p>Other</p>'))).toMatchObject({ ok: false, kind: 'dead' });
    const bare = await app.inject({ method: 'POST', url: `${mailboxPath}/emails`, payload: {} });
    expect(bare.statusCode).toBe(401);
  });

  it('answers an unknown id like any unknown thing', async () => {
    await expect(caller().get({ id: '../../etc/passwd' })).rejects.toThrow('NOT_FOUND');
  });

  it('does not exist outside demo mode', () => {
    const paths = (demo: boolean) => Object.keys(createRouter({ demo })._def.procedures);
    expect(paths(true)).toEqual(expect.arrayContaining(['mailbox.list', 'mailbox.get']));
    expect(paths(false).filter((path) => path.startsWith('mailbox'))).toEqual([]);
  });
});
