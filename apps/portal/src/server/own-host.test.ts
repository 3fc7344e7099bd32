import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownHost } from './own-host.ts';

const origin = new URL('https://my.mandate.example');
let server: Server;
let port: number;

beforeAll(async () => {
  const echo = ownHost(origin, ({ headers }, response) => {
    response.end(`${String(headers['x-app-proto'])} ${String(headers['x-app-host'])}`);
  });
  server = createServer(echo);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

interface Answer {
  status: number | undefined;
  location: string | undefined;
  text: string;
}

function ask(host: string, method: string, path = '/', headers = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { port, host: '127.0.0.1', method, path, headers: { ...headers, host } },
      (answer) => {
        let text = '';
        answer.on('data', (chunk) => (text += String(chunk)));
        answer.on('end', () =>
          resolve({ status: answer.statusCode, location: answer.headers.location, text }),
        );
      },
    );
    sent.on('error', reject).end();
  });
}

describe('ownHost', () => {
  it('tells the rest of the server the configured address, whatever the request claims', async () => {
    const claims = { 'x-app-proto': 'http', 'x-app-host': 'evil.example' };
    expect((await ask('my.mandate.example', 'GET', '/', claims)).text).toBe('https my.mandate.example');
  });

  it('redirects pages of another host name to the configured one', async () => {
    const answer = await ask('evil.example', 'GET', '/accounts?page=2');
    expect(answer).toMatchObject({ status: 307, location: 'https://my.mandate.example/accounts?page=2' });
  });

  it('cannot be talked into another site by the path', async () => {
    const { location } = await ask('evil.example', 'GET', '//evil.example/x');
    expect(new URL(location ?? '').host).toBe('my.mandate.example');
  });

  it('tells anything else the right address and does nothing', async () => {
    const answer = await ask('evil.example', 'POST', '/sign-in');
    expect(answer.status).toBe(421);
    expect(answer.text).toContain('https://my.mandate.example');
    expect(answer.text).toContain('Rien n’a été fait');
  });
});
