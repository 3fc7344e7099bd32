import { describe, expect, it } from 'vitest';
import { fromOurPages } from './origin.ts';

const ours = 'http://localhost:3000';
const post = (headers: Record<string, string>, method = 'POST') =>
  fromOurPages(new Request(`${ours}/profile`, { method, headers }), ours);

describe('fromOurPages', () => {
  it('lets a form of our own pages through', () => {
    expect(post({ origin: ours })).toBe(true);
    expect(post({ origin: ours, 'sec-fetch-site': 'same-origin' })).toBe(true);
  });

  it.each([
    ['no origin', {}],
    ['a null origin', { origin: 'null' }],
    ['another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://localhost:3001' }],
    ['a sibling site', { origin: ours, 'sec-fetch-site': 'same-site' }],
    ['a cross-site frame', { origin: ours, 'sec-fetch-site': 'cross-site' }],
  ])('refuses %s', (_name, headers) => {
    expect(post(headers)).toBe(false);
  });

  it('asks nothing of a webhook, which is believed by its signature, and of nothing beside it', () => {
    const told = (path: string) => fromOurPages(new Request(`${ours}${path}`, { method: 'POST' }), ours);
    expect(told('/webhooks/resend')).toBe(true);
    for (const path of ['/webhooks', '/webhooks/resend/', '/webhooks/resend/x', '/profile?/webhooks/resend'])
      expect(told(path)).toBe(false);
  });

  it('refuses whatever may change something, not only POST', () => {
    for (const method of ['PUT', 'PATCH', 'DELETE']) expect(post({}, method)).toBe(false);
  });

  it('asks nothing of what only reads', () => {
    expect(post({}, 'GET')).toBe(true);
    expect(post({ origin: 'https://evil.example' }, 'HEAD')).toBe(true);
  });
});
