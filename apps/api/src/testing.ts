import { createOrm, grantSource, inTransaction, type Orm } from '@mandate/db';
import { testDatabase } from '@mandate/db/testing';
import { createPolicy, loadBundle, type Bundle, type Policy } from '@mandate/policy';
import type { FastifyInstance } from 'fastify';
import { createSession } from './auth/sessions.ts';
import type { Services } from './context.ts';
import type { RefusalBody } from './contract/refusals.ts';
import { readEnv } from './env.ts';
import { createHttp, serve } from './server.ts';

type Database = Awaited<ReturnType<typeof testDatabase>>;

/** An answer over HTTP: what a caller sees, and nothing else. */
export interface Answer<T> {
  status: number;
  data: T;
  error: RefusalBody | undefined;
  body: string;
}

export interface Caller {
  /** Of the session that the caller shows. */
  token: string | null;
  query<T = unknown>(path: string, input?: object, headers?: Record<string, string>): Promise<Answer<T>>;
  mutate<T = unknown>(path: string, input?: object, headers?: Record<string, string>): Promise<Answer<T>>;
}

export interface TestApi {
  db: Database;
  app: FastifyInstance;
  services: Services;
  policy: Policy;
  /** A caller with a session of its own; null for somebody who is not signed in. */
  as(userId: string | null): Promise<Caller>;
  close(): Promise<void>;
}

const key = Buffer.alloc(32, 7).toString('base64');

export function testEnv(db: Database) {
  return readEnv({
    API_PORT: '0',
    API_KEY: 'a key for tests that is long enough',
    ORIGIN: 'http://127.0.0.1:3000',
    APP_DATABASE_URL: db.appUrl,
    WORKER_DATABASE_URL: db.workerUrl,
    MAIL_KEY: key,
    RESEND_WEBHOOK_SECRET: `whsec_${key}`,
    DEMO: '1',
    MAILBOX_DIR: '/nonexistent',
    LOG_LEVEL: 'silent',
    PROVIDER_DELAY_MS: '0',
  });
}

/** The whole API on a fresh database, without a port. */
export async function testApi(options: { bundle?: Bundle } = {}): Promise<TestApi> {
  const db = await testDatabase();
  const env = testEnv(db);
  const bundle = options.bundle ?? (await loadBundle());
  const policy = createPolicy({ bundle, grants: grantSource(db.orm) });
  const aside: Orm = await createOrm(db.appUrl, { poolMax: 4 });
  const app = createHttp(env);
  const services: Services = {
    env,
    orm: db.orm,
    aside,
    policy,
    bundle: () => policy.bundle,
    unknownNames: new Set(),
    wake: () => undefined,
    log: app.log,
  };
  await serve(app, services);
  return {
    db,
    app,
    services,
    policy,
    as: (userId) => caller(app, services, userId),
    close: async () => {
      await app.close();
      await aside.close();
      await db.close();
    },
  };
}

interface Request {
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string;
}

type Send = (request: Request) => Promise<{ status: number; body: string }>;

const injected =
  (app: FastifyInstance): Send =>
  async ({ method, path, headers, body }) => {
    const answer = await app.inject({
      method,
      url: path,
      headers,
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: answer.statusCode, body: answer.body };
  };

const overHttp =
  (url: string): Send =>
  async ({ path, ...request }) => {
    const answer = await fetch(url + path, request);
    return { status: answer.status, body: await answer.text() };
  };

interface Who {
  userId: string | null;
  token: string | null;
}

/** The same person, asking another process at `url`. */
export const callerAt = (url: string, key: string, who: Who): Caller => callerOver(overHttp(url), key, who);

/** Somebody whose session is there already. */
export const callerWith = ({ app, services }: Pick<TestApi, 'app' | 'services'>, who: Who): Caller =>
  callerOver(injected(app), services.env.API_KEY, who);

async function caller(app: FastifyInstance, { orm, env }: Services, userId: string | null): Promise<Caller> {
  const session =
    userId &&
    (await inTransaction(orm, { user: userId }, (em) =>
      createSession(em, { id: userId }, { userAgent: 'test', address: '127.0.0.1' }),
    ));
  return callerOver(injected(app), env.API_KEY, { userId, token: session ? session.token : null });
}

function callerOver(send: Send, key: string, { userId, token }: Who): Caller {
  const headers = {
    'content-type': 'application/json',
    'x-mandate-key': key,
    'accept-language': 'en',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
  const ask = async <T>(request: Request): Promise<Answer<T>> => {
    const { status, body } = await send(request);
    const parsed = JSON.parse(body) as { result?: { data: T }; error?: { data: RefusalBody } };
    return { status, data: parsed.result?.data as T, error: parsed.error?.data, body };
  };
  return {
    token,
    query: (path, input, more = {}) => {
      const query = input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
      return ask({ method: 'GET', path: `/trpc/${path}${query}`, headers: { ...headers, ...more } });
    },
    mutate: (path, input = {}, more = {}) => {
      const account = 'account' in input && typeof input.account === 'string' ? input.account : '-';
      const shown: Record<string, string> = userId ? { 'x-mandate-shown': `${userId}/${account}` } : {};
      return ask({
        method: 'POST',
        path: `/trpc/${path}`,
        headers: { ...headers, ...shown, ...more },
        body: JSON.stringify(input),
      });
    },
  };
}
