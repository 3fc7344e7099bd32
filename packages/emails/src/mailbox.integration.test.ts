import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMailbox, createMailer, type Mailbox, type Mailer } from './index.ts';

const mail = {
  to: 'ines@studio.example',
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello',
  idempotencyKey: 'out_1',
};
const from = 'Mandate <no-reply@mandate.example>';

let dir: string;
let mailbox: Mailbox;
let mailer: Mailer;
let failures: number;
let close: () => Promise<void>;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mailbox-'));
  mailbox = createMailbox(dir);
  failures = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void mailbox
        .accept({
          method: request.method ?? '',
          path: request.url ?? '',
          headers: request.headers,
          body: Buffer.concat(chunks).toString(),
        })
        .then(({ status, body }) => {
          const lost = failures-- > 0;
          response.writeHead(lost ? 500 : status).end(lost ? 'lost' : JSON.stringify(body));
        });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  mailer = createMailer({ apiKey: 're_local', from, baseUrl });
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});

afterEach(async () => {
  await close();
  await rm(dir, { recursive: true, force: true });
});

const accept = (over: Partial<Parameters<Mailbox['accept']>[0]>) =>
  mailbox.accept({
    method: 'POST',
    path: '/emails',
    headers: { authorization: 'Bearer re_local' },
    body: JSON.stringify({ from, to: ['a@b.example'], subject: 'S', text: 'T' }),
    ...over,
  });

describe('through the real SDK', () => {
  test('a mail arrives whole', async () => {
    const sent = await mailer.send(mail);
    expect(sent).toEqual({ ok: true, id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
    const { items, total } = await mailbox.list();
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({ subject: 'Hello', to: [mail.to], from });
    expect(items[0]).not.toHaveProperty('html');
    expect(await mailbox.get(items[0]?.id ?? '')).toMatchObject({ html: mail.html, text: mail.text });
  });

  test('the same key and payload is one mail with one id, also after a restart and at once', async () => {
    const [first, second] = await Promise.all([mailer.send(mail), mailer.send(mail)]);
    mailbox = createMailbox(dir);
    const third = await mailer.send(mail);
    expect(first).toMatchObject({ ok: true });
    expect([second, third]).toEqual([first, first]);
    expect((await mailbox.list()).total).toBe(1);
  });

  test('the same key with another payload is refused for good', async () => {
    await mailer.send(mail);
    expect(await mailer.send({ ...mail, subject: 'Other' })).toMatchObject({
      ok: false,
      kind: 'dead',
      name: 'invalid_idempotent_request',
    });
    expect((await mailbox.list()).items[0]?.subject).toBe('Hello');
  });

  test('an answer that got lost is asked for again and stays one mail', async () => {
    failures = 1;
    expect(await mailer.send(mail)).toMatchObject({ ok: false, kind: 'retry' });
    expect(await mailer.send(mail)).toMatchObject({ ok: true });
    expect((await mailbox.list()).total).toBe(1);
  });

  test('what a mail without an address gets is the answer of Resend', async () => {
    expect(await mailer.send({ ...mail, to: '' })).toMatchObject({
      kind: 'dead',
      name: 'missing_required_field',
    });
  });
});

describe('the shapes of Resend', () => {
  test.each([
    ['no key', { headers: {} }, 401, 'missing_api_key'],
    ['another path', { path: '/domains' }, 404, 'not_found'],
    ['another method', { method: 'GET' }, 405, 'method_not_allowed'],
    ['no JSON', { body: '{' }, 422, 'validation_error'],
    [
      'no content',
      { body: JSON.stringify({ from, to: 'a@b.example', subject: 'S' }) },
      422,
      'missing_required_field',
    ],
    [
      'a bad address',
      { body: JSON.stringify({ from, to: 'nobody', subject: 'S', text: 'T' }) },
      422,
      'validation_error',
    ],
    [
      'a key that is too long',
      { headers: { authorization: 'Bearer x', 'idempotency-key': 'k'.repeat(257) } },
      400,
      'invalid_idempotency_key',
    ],
  ])('%s', async (_what, request, status, name) => {
    expect(await accept(request)).toMatchObject({ status, body: { statusCode: status, name } });
    expect((await mailbox.list()).total).toBe(0);
  });
});

describe('the folder', () => {
  test('holds nothing that is called as a client wishes', async () => {
    const key = '../../../etc/passwd';
    await accept({ headers: { authorization: 'Bearer x', 'idempotency-key': key } });
    expect(await readdir(dir)).toEqual(expect.arrayContaining(['drafts', 'mails']));
    expect(await readdir(join(dir, 'mails'))).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/)]);
    await writeFile(join(dir, 'secret.json'), '{"id":"x"}');
    for (const id of ['../secret', '../secret.json', '..', '', '\0'])
      expect(await mailbox.get(id)).toBeNull();
  });

  test('keeps a mail whose sender was killed once it was acknowledged, and no half of any other', async () => {
    const program = `
      import { createMailbox } from ${JSON.stringify(join(import.meta.dirname, 'mailbox.ts'))};
      const box = createMailbox(${JSON.stringify(dir)});
      for (let n = 0; ; n++) {
        const body = JSON.stringify({ from: 'a@b.example', to: 'c@d.example', subject: String(n), text: 'T' });
        const headers = { authorization: 'Bearer x', 'idempotency-key': 'out_' + n };
        const { status } = await box.accept({ method: 'POST', path: '/emails', headers, body });
        if (status === 200) process.stdout.write('.');
        if (n === 20) setTimeout(() => process.kill(process.pid, 'SIGKILL'), 1);
      }`;
    const { stdout, stderr, signal } = spawnSync(process.execPath, ['--input-type=module', '-e', program]);
    expect(signal, stderr.toString()).toBe('SIGKILL');
    const { total } = await mailbox.list();
    expect(total).toBeGreaterThanOrEqual(stdout.length);
    expect(total).toBeLessThanOrEqual(stdout.length + 1);
  });

  test('is paged, newest first', async () => {
    for (let n = 0; n < 27; n++)
      await accept({ body: JSON.stringify({ from, to: 'a@b.example', subject: `S${n}`, text: 'T' }) });
    const second = await mailbox.list({ page: 2 });
    expect(second).toMatchObject({ total: 27, page: 2, pages: 2 });
    expect(second.items).toHaveLength(2);
    expect((await mailbox.list({ page: 99 })).page).toBe(2);
    const times = (await mailbox.list()).items.map((item) => item.createdAt);
    expect(times).toEqual([...times].sort().reverse());
  });
});
