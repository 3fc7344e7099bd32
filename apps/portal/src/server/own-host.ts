import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { m } from '@mandate/messages';

const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', connection: 'close' };

/** Lets through only what was sent to our own host, and says to the rest of the server which one that is. */
export function ownHost({ origin, host, protocol }: URL, handler: RequestListener): RequestListener {
  return (request, response) => {
    if (request.headers.host !== host) return wrongAddress(origin, request, response);
    request.headers['x-app-proto'] = protocol.slice(0, -1);
    request.headers['x-app-host'] = host;
    handler(request, response);
  };
}

/** Reached under another name: a page is redirected, anything else is told the right address. */
function wrongAddress(origin: string, request: IncomingMessage, response: ServerResponse): void {
  if (request.method === 'GET' || request.method === 'HEAD') {
    const path = request.url?.startsWith('/') ? request.url : '/';
    response.writeHead(307, { ...headers, location: origin + path }).end();
    return;
  }
  const text = (['en', 'fr'] as const).map((locale) =>
    m.common_right_address({ address: origin }, { locale }),
  );
  response.writeHead(421, { ...headers, 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${text.join('\n\n')}\n`);
}
