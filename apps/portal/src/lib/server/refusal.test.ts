import { TRPCClientError } from '@trpc/client';
import { describe, expect, it } from 'vitest';
import { readRefusal } from './refusal.ts';

const refused = (data: unknown) =>
  TRPCClientError.from({ error: { code: -32003, message: 'FORBIDDEN', data } } as never);

describe('readRefusal', () => {
  it("reads the API's own words", () => {
    const details = { permissionLabel: 'See invoices', who: ['Olivia Owens'], account: 'Acme' };
    const body = { code: 'PERMISSION_MISSING', message: 'No.', httpStatus: 403, details };
    expect(readRefusal(refused(body))).toMatchObject({
      code: 'PERMISSION_MISSING',
      message: 'No.',
      status: 403,
      details,
    });
  });

  it.each([
    ['an answer of another shape', refused({ code: 'X' })],
    ['no answer', new TypeError('fetch failed')],
    ['a page instead of an answer', TRPCClientError.from(new SyntaxError('<html>'))],
  ])('takes %s for an API that is away, and shows none of its text', (_name, cause) => {
    const refusal = readRefusal(cause);
    expect(refusal).toMatchObject({ code: 'TRY_AGAIN', status: 503 });
    expect(refusal.message).not.toMatch(/fetch|html|FORBIDDEN/);
  });

  const failed = (code: string) =>
    TRPCClientError.from(
      new TypeError('fetch failed', { cause: Object.assign(new Error('connect'), { code }) }),
    );

  it('says that a change was not made only where it cannot have been', () => {
    expect(readRefusal(failed('ECONNREFUSED'), 'mutate').code).toBe('TRY_AGAIN');
    for (const cause of [
      failed('UND_ERR_SOCKET'),
      TRPCClientError.from(new DOMException('timed out', 'TimeoutError')),
      TRPCClientError.from(new SyntaxError('<html>')),
    ]) {
      const { code, status, message } = readRefusal(cause, 'mutate');
      expect({ code, status }).toEqual({ code: 'OUTCOME_UNKNOWN', status: 503 });
      expect(message).toContain('do not know');
    }
  });
});
