import { temporaryPostgres } from '../postgres/index.ts';

interface Lease {
  url: string;
  release: () => Promise<void>;
}

let own: Promise<{ url: string; stop: () => Promise<void> }> | undefined;
let users = 0;

/** The run's PostgreSQL, or, for a test started by itself, one of its own that the last user stops. */
export async function leaseServer(): Promise<Lease> {
  const given = process.env.TEST_POSTGRES_URL;
  if (given !== undefined && given !== '') return { url: given, release: () => Promise.resolve() };
  users += 1;
  own ??= temporaryPostgres();
  const server = await own;
  return {
    url: server.url,
    release: async () => {
      users -= 1;
      if (users > 0) return;
      own = undefined;
      await server.stop();
    },
  };
}
