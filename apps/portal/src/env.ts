import { defineEnvVars } from '@sveltejs/kit/env';
import { z } from 'zod';

/** Everything the portal takes from its environment; server.ts and the pages read it through these schemas. */
export const variables = defineEnvVars({
  API_URL: { schema: z.url().default('http://127.0.0.1:3001'), description: 'Address of the API' },
  API_KEY: {
    schema: z.string().default(''),
    description: 'Key shared with the API, by which it believes the client address',
  },
  ORIGIN: {
    schema: z
      .url()
      .default('http://localhost:3000')
      .transform((url) => new URL(url).origin),
    description: 'The one address people use',
  },
  DEMO: {
    schema: z
      .string()
      .default('')
      .transform((value) => value === '1' || value === 'true'),
    description: 'Shows the local mailbox',
  },
  PORT: {
    schema: z.string().default('3000').transform(Number).pipe(z.number().int().min(0).max(65_535)),
    description: 'Port to listen on',
  },
  HOST: { schema: z.string().min(1).default('127.0.0.1'), description: 'Interface to listen on' },
});
