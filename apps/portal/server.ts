import { createServer, type RequestListener } from 'node:http';
import { z } from 'zod';
import { variables } from './src/env.ts';
import { everywhere } from './src/lib/server/headers.ts';
import { ownHost } from './src/server/own-host.ts';

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
const https = origin.protocol === 'https:';

// adapter-node believes these headers about the address it is reached at; ownHost always overwrites both
process.env.PROTOCOL_HEADER = 'x-app-proto';
process.env.HOST_HEADER = 'x-app-host';
process.env.BODY_SIZE_LIMIT = '128K';
const { handler } = (await import(new URL('./build/handler.js', import.meta.url).href)) as {
  handler: RequestListener;
};

const server = createServer(
  { requestTimeout: 20_000, headersTimeout: 15_000, keepAliveTimeout: 5_000 },
  ownHost(origin, (request, response) => {
    for (const [name, value] of Object.entries(everywhere(https))) response.setHeader(name, value);
    handler(request, response);
  }),
);

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
