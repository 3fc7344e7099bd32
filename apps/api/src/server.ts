import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { contextOf, type Services } from './context.ts';
import type { Env } from './env.ts';
import { mailboxIn, serveMailbox } from './outbox/mailbox.ts';
import { createRouter, type AppRouter } from './router.ts';

/** Connection and body limits of the HTTP server; Fastify's own defaults wait for ever. */
const limits = {
  bodyLimit: 256 * 1024,
  requestTimeout: 30_000,
  connectionTimeout: 30_000,
  keepAliveTimeout: 10_000,
} as const;

const loopback = ['localhost', '127.0.0.1', '[::1]'];

export function createHttp(env: Pick<Env, 'LOG_LEVEL'>): FastifyInstance {
  return Fastify({
    ...limits,
    routerOptions: { maxParamLength: 5000 },
    forceCloseConnections: 'idle',
    logger: { level: env.LOG_LEVEL, redact: ['req.headers', 'err.query', 'err.parameters'] },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID();
    },
  });
}

/** The API over HTTP: `/trpc`, `/livez` and `/readyz`. */
export async function serve(app: FastifyInstance, services: Services): Promise<FastifyInstance> {
  const own = [...loopback, services.env.API_HOST];
  app.addHook('onRequest', async (request, reply) => {
    // a page of elsewhere whose name was turned to this machine could read what is meant for the portal
    if (!own.includes(request.hostname)) return reply.code(421).send({ error: 'Not a name of this server.' });
    // a form or a text body needs no preflight: only JSON may change anything
    if (request.method === 'POST' && !/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
      return reply.code(415).send({ error: 'Send application/json.' });
  });
  app.get('/livez', () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    const database = await services.orm.isConnected();
    const unknownNames = [...services.unknownNames];
    const policies = services.bundle().version;
    return reply.code(database ? 200 : 503).send({ ok: database, policies, unknownNames });
  });
  const { DEMO, MAILBOX_DIR } = services.env;
  if (DEMO && MAILBOX_DIR) await serveMailbox(app, mailboxIn(MAILBOX_DIR));
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: createRouter({ demo: DEMO !== undefined }),
      createContext: ({ req }) => contextOf(services, req),
      allowBatching: false,
      // long inputs and everything private stay out of URLs
      allowMethodOverride: true,
    } satisfies FastifyTRPCPluginOptions<AppRouter>['trpcOptions'],
  });
  return app;
}
