import type { World } from '../support/world.ts';

export interface Read {
  path: string;
  status: number;
  html: string;
}

/** Somebody who is signed in and reads pages as a browser without JavaScript gets them. */
export interface Reader {
  id: string;
  get: (path: string) => Promise<Read>;
  post: (path: string, account: string, fields: readonly (readonly [string, string])[]) => Promise<Read>;
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&quot;': '"', '&#39;': "'" };
const plain = (html: string) => html.replace(/&(amp|lt|quot|#39);/g, (entity) => entities[entity] ?? entity);

export async function readerOf({ db, stack }: World, userId: string): Promise<Reader> {
  const { token } = await db.make.session(userId);
  const { origin } = stack;
  async function ask(path: string, init: RequestInit = {}): Promise<Read> {
    const headers = { cookie: `session=${token}`, accept: 'text/html', origin };
    const answer = await fetch(origin + path, { redirect: 'manual', ...init, headers });
    const where = answer.headers.get('location') ?? '';
    return { path, status: answer.status, html: plain(where + (await answer.text())) };
  }
  return {
    id: userId,
    get: (path) => ask(path),
    post: (path, account, fields) =>
      ask(path, {
        method: 'POST',
        body: new URLSearchParams([
          ['shown_user', userId],
          ['shown_account', account],
          ...fields.map(([name, value]) => [name, value]),
        ]),
      }),
  };
}

/** All of them, four at a time. */
export async function readAll(reader: Reader, paths: readonly string[]): Promise<Read[]> {
  const waiting = [...paths];
  const reads: Read[] = [];
  const one = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift())
      reads.push(await reader.get(path));
  };
  await Promise.all([one(), one(), one(), one()]);
  return reads;
}
