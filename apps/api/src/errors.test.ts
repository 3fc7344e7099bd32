import { TRPCError } from '@trpc/server';
import { expect, test } from 'vitest';
import { asTRPCError } from './errors.ts';

const thrown = (code: string) => {
  const cause = Object.assign(new Error('of the database'), { code });
  return asTRPCError(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause }));
};

test.each(['40P01', '55P03', '57014', '53300', 'ECONNRESET'])('%s passes: try again', (code) => {
  expect(thrown(code)).toMatchObject({ code: 'SERVICE_UNAVAILABLE', message: 'TRY_AGAIN' });
});

test.each(['23505', '42501'])('%s does not pass by itself', (code) => {
  expect(thrown(code).code).toBe('INTERNAL_SERVER_ERROR');
});
