import { Resend } from 'resend';
import { describe, expect, test } from 'vitest';
import { playMail, type Playable } from './mailbox.events.ts';
import { causeOf } from './webhook.causes.ts';
import { readMailEvent } from './webhook.event.ts';
import { checkSignature, isWebhookSecret, signWebhook } from './webhook.signature.ts';

const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const mail = {
  ...{ id: 'b0ff1c3a', from: 'Mandate <no-reply@mandate.example>', to: ['ines@studio.example'] },
  ...{
    subject: 'Hello',
    html: '',
    text: '',
    tags: { outbox: 'out_1' },
    createdAt: '2026-11-22T10:00:00.000Z',
  },
};
const played = (what: Playable) => playMail(mail, what, { secret, now: new Date() });
const headersOf = ({ headers }: ReturnType<typeof played>) => ({
  id: headers['svix-id']!,
  timestamp: headers['svix-timestamp']!,
  signature: headers['svix-signature']!,
});

describe('a signature', () => {
  test('is the one that Resend’s own library makes and checks', () => {
    const webhook = played('delivered');
    const resend = new Resend('re_test');
    const verified = resend.webhooks.verify({
      ...{ payload: webhook.body, headers: headersOf(webhook), webhookSecret: secret },
    });
    expect(verified).toMatchObject({ type: 'email.delivered', data: { email_id: mail.id } });
  });

  test('of a known message is known', () => {
    const known = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: '1614265330' };
    expect(signWebhook(known, message, '{"test": 2432232314}')).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  test('holds for these bytes, this id and this time alone, and beside another one', () => {
    const webhook = played('delivered');
    const headers = headersOf(webhook);
    const check = (over: Partial<typeof headers> = {}, body = webhook.body) =>
      checkSignature(secret, { ...headers, ...over }, Buffer.from(body));
    expect(check()).toEqual(new Date(Number(headers.timestamp) * 1000));
    expect(check({ signature: `v1,${'A'.repeat(43)}= ${headers.signature}` })).not.toBeNull();
    const wrong = [
      check({}, `${webhook.body} `),
      check({ id: 'msg_other' }),
      check({ timestamp: String(Number(headers.timestamp) + 1) }),
      check({ timestamp: 'soon' }),
      check({ signature: '' }),
      check({ signature: headers.signature.slice(3) }),
      check({ signature: headers.signature.replace('v1,', 'v2,') }),
      checkSignature(secret, {}, Buffer.from(webhook.body)),
      checkSignature(`whsec_${Buffer.alloc(32, 6).toString('base64')}`, headers, Buffer.from(webhook.body)),
    ];
    expect(wrong.filter((one) => one !== null)).toEqual([]);
  });

  test.each(['', 'whsec_', 'whsec_short', 'not a secret', `whsec_${'!'.repeat(40)}`])(
    'needs a secret: %s',
    (text) => {
      expect(isWebhookSecret(text)).toBe(false);
      expect(() => signWebhook(text, { id: 'a', timestamp: '1' }, '')).toThrow('whsec_');
    },
  );
});

describe('what a body tells', () => {
  test.each([
    ['delivered', { state: 'delivered', soft: false, cause: null, reason: null }],
    ['delayed', { state: 'delayed', soft: false, cause: 'asked_to_wait', reason: null }],
    [
      'bounced_hard',
      { state: 'bounced', soft: false, cause: 'no_mailbox', reason: 'smtp; 550 5.1.1 No such user here' },
    ],
    [
      'bounced_soft',
      { state: 'bounced', soft: true, cause: 'mailbox_full', reason: 'smtp; 452 4.2.2 Mailbox full' },
    ],
    ['complained', { state: 'complained', soft: false, cause: null, reason: null }],
  ] as const)('%s', (what, told) => {
    expect(readMailEvent(played(what).body)).toMatchObject({
      ...told,
      outboxId: 'out_1',
      providerId: mail.id,
    });
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    [
      'an opening, which we do not track',
      JSON.stringify({ type: 'email.opened', created_at: '2026-11-22', data: { email_id: 'x' } }),
    ],
    [
      'a name of every object',
      JSON.stringify({ type: 'constructor', created_at: '2026-11-22', data: { email_id: 'x' } }),
    ],
    ['no mail', JSON.stringify({ type: 'email.sent', created_at: '2026-11-22', data: {} })],
    ['no time', JSON.stringify({ type: 'email.sent', created_at: 'soon', data: { email_id: 'x' } })],
  ])('nothing: %s', (_what, body) => {
    expect(readMailEvent(body)).toBeNull();
  });

  test('words of strangers are one line, without marks that turn it', () => {
    const bounce = { type: 'Permanent', subType: 'General', message: `a\n\u202eb\u0000${'c'.repeat(400)}` };
    const body = { type: 'email.bounced', created_at: '2026-11-22', data: { email_id: 'x', bounce } };
    const reason = readMailEvent(JSON.stringify(body))?.reason ?? '';
    expect([reason.slice(0, 4), reason.length]).toEqual(['a b ', 300]);
  });

  test.each([
    ['General', '550 5.1.2 Host unknown', 'no_domain'],
    ['NoEmail', '', 'no_mailbox'],
    ['General', '554 5.7.1 rejected as spam', 'blocked'],
    ['OnAccountSuppressionList', 'x', 'suppressed'],
    ['General', '451 4.7.1 Greylisting in action', 'asked_to_wait'],
    ['General', 'gremlins', null],
  ])('a bounce of %s, “%s”, is %s', (subType, words, cause) => {
    expect(causeOf(subType, words)).toBe(cause);
  });
});
