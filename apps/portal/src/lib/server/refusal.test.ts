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
});
