import { describe, expect, it } from 'vitest';
import { secureHeaders } from './headers.ts';

function secured(https: boolean, headers: Record<string, string> = {}): Headers {
  const response = new Response('', { headers });
  secureHeaders(response, https);
  return response.headers;
}

describe('secureHeaders', () => {
  it('lets nothing be framed, sniffed, kept or leaked', () => {
    const headers = secured(false);
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  });

  it('asks for https only where it is', () => {
    expect(secured(false).has('strict-transport-security')).toBe(false);
    expect(secured(true).get('strict-transport-security')).toBe('max-age=31536000');
  });

  it("keeps an answer's own policy", () => {
    expect(
      secured(false, { 'content-security-policy': "default-src 'self'" }).get('content-security-policy'),
    ).toBe("default-src 'self'");
  });
});
