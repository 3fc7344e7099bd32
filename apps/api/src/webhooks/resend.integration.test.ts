import { Writable } from 'node:stream';
import { createOrm, Delivery, newId, OutboxMessage, type Orm } from '@mandate/db';
import { testDatabase, type TestDatabase } from '@mandate/db/testing';
import { playMail, type Playable } from '@mandate/emails';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { serveWebhooks, webhookPath } from './resend.ts';

const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
let db: TestDatabase;
let workerOrm: Orm;
let app: FastifyInstance;
let logged = '';

beforeAll(async () => {
  db = await testDatabase();
  workerOrm = await createOrm(db.workerUrl);
  const stream = new Writable({
    write: (line, _encoding, done) => {
      logged += String(line);
      done();
    },
  });
  app = Fastify({ logger: { level: 'trace', stream } });
  await serveWebhooks(app, { workerOrm, secret });
});
afterAll(async () => {
  await app?.close();
  await workerOrm?.close(true);
  await db?.close();
});

async function sentMail(provider: string | null = `re-${newId('out')}`) {
  const now = new Date();
  const id = newId('out');
  const olivia = await db.make.user();
  const acme = await db.make.account(olivia.id);
  const mail = {
    accountId: acme.id,
    kind: 'notice',
    recipient: 'ines@studio.example',
    locale: 'en',
  } as const;
  await db.make.row(OutboxMessage, {
    ...{ ...mail, id, subject: 'Hello', createdAt: now, sendAfter: now, attempts: 1, providerId: provider },
  });
  await db.make.row(Delivery, { outboxId: id, accountId: acme.id, state: 'queued', at: now });
  return { id, provider };
}

interface Told {
  provider?: string | null;
  tags?: Record<string, string>;
  /** Seconds from now at which it happened and was signed. */
  after?: number;
}

function webhook(what: Playable, { provider, tags = {}, after = 0 }: Told) {
  const mail = {
    ...{ id: provider ?? 'unknown', from: 'a@b.example', to: ['c@d.example'], subject: 'Hello' },
    ...{ html: '', text: '', createdAt: new Date().toISOString(), tags },
  };
  return playMail(mail, what, { secret, now: new Date(Date.now() + after * 1000) });
}

const post = ({ headers, body }: { headers: Record<string, string>; body: string }) =>
  app.inject({ method: 'POST', url: webhookPath, headers, payload: body });
const tell = async (what: Playable, told: Told) => (await post(webhook(what, told))).statusCode;
const delivery = (id: string) => db.owner.em.fork().findOneOrFail(Delivery, { outboxId: id });
const stateOf = async (id: string) => (await delivery(id)).state;

describe('a webhook', () => {
  it('writes down what became of the mail, why, and in whose words', async () => {
    const mail = await sentMail();
    expect(await tell('bounced_hard', mail)).toBe(204);
    expect(await delivery(mail.id)).toMatchObject({
      ...{ state: 'bounced', cause: 'no_mailbox', reason: 'smtp; 550 5.1.1 No such user here' },
    });
  });

  it('finds the mail by our own id before the answer to the sending has been written down', async () => {
    const mail = await sentMail(null);
    expect(await tell('delivered', { provider: 'told-nobody-yet', tags: { outbox: mail.id } })).toBe(204);
    expect(await stateOf(mail.id)).toBe('delivered');
  });

  it('about a mail that is not ours is taken and changes nothing', async () => {
    const mail = await sentMail();
    expect(await tell('delivered', { provider: 'of another team' })).toBe(204);
    expect(await tell('delivered', { ...mail, tags: { outbox: newId('out') } })).toBe(204);
    expect(await stateOf(mail.id)).toBe('queued');
  });

  it('in any order, and twice, ends in the same state', async () => {
    const events: Playable[] = ['delayed', 'bounced_soft', 'delivered', 'bounced_hard', 'complained'];
    const ends = new Set<string>();
    for (let turn = 0; turn < events.length; turn += 1) {
      const mail = await sentMail();
      const order = [...events.slice(turn), ...events.slice(0, turn)];
      const told = order.map((what) => webhook(what, { ...mail, after: events.indexOf(what) }));
      for (const one of [...told, ...told.reverse()]) expect((await post(one)).statusCode).toBe(204);
      const { state, cause, reason, rank } = await delivery(mail.id);
      ends.add(JSON.stringify({ state, cause, reason, rank }));
    }
    expect([...ends].map((end) => JSON.parse(end) as unknown)).toEqual([
      { state: 'complained', cause: null, reason: null, rank: 7 },
    ]);
  });

  it.each([
    ['delivered', 'delayed', 'delivered'],
    ['delivered', 'bounced_soft', 'delivered'],
    ['delivered', 'bounced_hard', 'bounced'],
    ['bounced_soft', 'delivered', 'delivered'],
    ['bounced_hard', 'delivered', 'bounced'],
    ['complained', 'delivered', 'complained'],
  ] as const)('“%s”, then “%s”: %s', async (first, second, end) => {
    const mail = await sentMail();
    await tell(first, mail);
    await tell(second, { ...mail, after: 1 });
    expect(await stateOf(mail.id)).toBe(end);
  });

  it('played back changes not even the time', async () => {
    const mail = await sentMail();
    const one = webhook('delivered', mail);
    await post(one);
    const { at } = await delivery(mail.id);
    expect((await post(one)).statusCode).toBe(204);
    expect((await delivery(mail.id)).at).toEqual(at);
  });

  it('never lies in the future', async () => {
    const mail = await sentMail();
    await tell('delivered', { ...mail, after: 200 });
    const { at } = await delivery(mail.id);
    expect(at.getTime()).toBeLessThan(Date.now() + 5_000);
  });
});

describe('what is not signed as it must be', () => {
  it.each<[string, (one: ReturnType<typeof webhook>) => { headers: Record<string, string>; body: string }]>([
    ['without a signature', ({ headers, body }) => ({ headers: { ...headers, 'svix-signature': '' }, body })],
    [
      'with another body',
      ({ headers, body }) => ({ headers, body: body.replace('delivered', 'complained') }),
    ],
    ['with one more space', ({ headers, body }) => ({ headers, body: `${body} ` })],
    ['under another id', ({ headers, body }) => ({ headers: { ...headers, 'svix-id': 'msg_x' }, body })],
    [
      'at another time',
      ({ headers, body }) => ({ headers: { ...headers, 'svix-timestamp': '1700000000' }, body }),
    ],
  ])('%s is refused in the same words and changes nothing', async (_how, twist) => {
    const mail = await sentMail();
    const answer = await post(twist(webhook('delivered', mail)));
    expect([answer.statusCode, answer.body]).toEqual([401, '']);
    expect(await stateOf(mail.id)).toBe('queued');
  });

  it.each([-360, 360])('signed %s seconds from now is too far by the database’s clock', async (after) => {
    const mail = await sentMail();
    expect(await tell('delivered', { ...mail, after })).toBe(401);
    expect(await stateOf(mail.id)).toBe('queued');
  });

  it('an API whose own clock is an hour off believes the database’s', async () => {
    const mail = await sentMail();
    const one = webhook('delivered', mail);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    try {
      expect((await post(one)).statusCode).toBe(204);
    } finally {
      vi.useRealTimers();
    }
    expect(await stateOf(mail.id)).toBe('delivered');
  });

  it('is refused when it is too large, or no JSON by its name', async () => {
    const { headers } = webhook('delivered', {});
    expect((await post({ headers, body: 'x'.repeat(70_000) })).statusCode).toBe(413);
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    expect((await post({ headers: form, body: 'a=b' })).statusCode).toBe(415);
  });

  it('leaves no signature, secret or address in the log', async () => {
    await tell('bounced_hard', await sentMail());
    await post({ ...webhook('delivered', {}), body: '{}' });
    for (const private_ of [secret, 'v1,', 'svix', 'ines@', 'c@d.example', 'No such user'])
      expect(logged).not.toContain(private_);
  });
});

it('is asked to come again while the database is away', async () => {
  const away = await createOrm(db.workerUrl.replace(/:\d+\//, ':1/'));
  const other = Fastify();
  await serveWebhooks(other, { workerOrm: away, secret });
  const one = webhook('delivered', {});
  const answer = await other.inject({
    method: 'POST',
    url: webhookPath,
    headers: one.headers,
    payload: one.body,
  });
  expect([answer.statusCode, answer.body]).toEqual([503, '']);
  await other.close();
  await away.close(true);
});
