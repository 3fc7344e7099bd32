import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { m } from '@mandate/messages';
import { z } from 'zod';
import { variables } from './src/env.ts';

const { API_URL, API_KEY, ORIGIN: address, PORT: port, HOST: host, DEMO } = variables;
const parsed = z
  .object({
    API_URL: API_URL.schema,
    API_KEY: API_KEY.schema,
    ORIGIN: address.schema,
    PORT: port.schema,
    HOST: host.schema,
    DEMO: DEMO.schema,
  })
  .safeParse(process.env);
if (!parsed.success) {
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  console.error(`The portal's configuration is wrong:\n${faults.join('\n')}`);
  process.exit(1);
}
const { ORIGIN, PORT, HOST } = parsed.data;
const origin = new URL(ORIGIN);

// adapter-node believes these headers about the address it is reached at; both are always overwritten below
process.env.PROTOCOL_HEADER = 'x-app-proto';
process.env.HOST_HEADER = 'x-app-host';
process.env.BODY_SIZE_LIMIT = '128K';
const { handler } = (await import(new URL('./build/handler.js', import.meta.url).href)) as {
  handler: RequestListener;
};

const server = createServer({ requestTimeout: 20_000, headersTimeout: 15_000, keepAliveTimeout: 5_000 });
server.on('request', (request, response) => {
  if (request.headers.host !== origin.host) return wrongAddress(request, response);
  request.headers['x-app-proto'] = origin.protocol.slice(0, -1);
  request.headers['x-app-host'] = origin.host;
  handler(request, response);
});

/** Reached under another name: a page is redirected, anything else is told the right address. */
function wrongAddress(request: IncomingMessage, response: ServerResponse): void {
  const shared = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', connection: 'close' };
  if (request.method === 'GET' || request.method === 'HEAD') {
    const path = request.url?.startsWith('/') ? request.url : '/';
    response.writeHead(307, { ...shared, location: origin.origin + path }).end();
    return;
  }
  const texts = (['en', 'fr'] as const).map((locale) =>
    m.common_right_address({ address: origin.origin }, { locale }),
  );
  response.writeHead(421, { ...shared, 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${texts.join('\n\n')}\n`);
}

server.on('error', (cause) => {
  console.error(`The portal cannot listen on ${HOST}:${PORT}: ${cause.message}`);
  process.exit(1);
});
server.listen(PORT, HOST, () => console.log(`The portal listens on ${origin.origin}`));

function stop(): void {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), 5_000).unref();
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
