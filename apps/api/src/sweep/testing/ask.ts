import type { FastifyInstance } from 'fastify';
import { nameOf, type Cell } from './cells.ts';
import { statuses } from './oracle.ts';
import type { Target } from './people.ts';
import type { Sweep } from './sweep.ts';
import type { Ids, World } from './world.ts';

export interface Answer {
  status: number;
  code: string;
  body: string;
}

export type Send = (request: {
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string;
}) => Promise<{ status: number; body: string }>;

export const injecting =
  (app: FastifyInstance): Send =>
  async ({ path, body, ...request }) => {
    const answer = await app.inject({
      ...request,
      url: path,
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: answer.statusCode, body: answer.body };
  };

export const overPort =
  (url: string): Send =>
  async ({ path, ...request }) => {
    const answer = await fetch(url + path, request);
    return { status: answer.status, body: await answer.text() };
  };

/** What to send besides, or instead; `null` takes the header away. */
export interface Twist {
  input?: object;
  shown?: string | null;
}

const zeros = '0'.repeat(20);

function idFor(cell: Cell, target: Target, ids: Ids, foreign: Ids): string {
  const key = cell.line.id ?? cell.line.names;
  if (!key) return '';
  const own = ids[key];
  if (target === 'own ticket') return ids.ownTicket;
  if (target === 'foreign id') return foreign[key];
  if (target === 'nonexistent id') return own.slice(0, -20) + zeros;
  if (target === 'malformed id') return '../Not an id';
  return target === 'odd id' ? 'x' : own;
}

function accountFor({ line, target }: Cell, ids: Ids, foreign: Ids): { account?: string } {
  if (line.kind === 'public' || line.kind === 'user') return {};
  if (target === 'other account') return { account: foreign.account };
  if (target === 'unknown account') return { account: `acc_${zeros}` };
  return { account: target === 'malformed account' ? '../Not an id' : ids.account };
}

let clients = 0;
/** A client of its own for each call: limits are not what is swept. */
function client(): string {
  clients += 1;
  return `10.${clients >> 16}.${(clients >> 8) & 255}.${clients & 255}`;
}

export async function ask(
  { api, otto }: Pick<Sweep, 'api' | 'otto'>,
  cell: Cell,
  { ids, token }: World,
  twist: Twist = {},
  send: Send = injecting(api.app),
): Promise<Answer> {
  const { line, path, target } = cell;
  const foreign = otto.ids;
  const account = accountFor(cell, ids, foreign);
  const own = line.input?.(ids, idFor(cell, target, ids, foreign)) ?? {};
  const input = line.bare ? undefined : { ...account, ...own, ...twist.input };
  const shown = twist.shown === undefined ? `${ids.person}/${account.account ?? '-'}` : twist.shown;
  const headers = {
    ...{ 'content-type': 'application/json', 'x-mandate-key': api.services.env.API_KEY },
    ...{ 'accept-language': 'en', 'x-mandate-address': client() },
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(token && line.type === 'mutation' && shown !== null ? { 'x-mandate-shown': shown } : {}),
    ...line.headers?.(ids),
  };
  const url = `/trpc/${path}`;
  const query = input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
  const { status, body } =
    line.type === 'query'
      ? await send({ method: 'GET', path: url + query, headers })
      : await send({ method: 'POST', path: url, headers, body: JSON.stringify(input ?? {}) });
  const { error } = JSON.parse(body) as { error?: { data: { code: string } } };
  return { status, code: error?.data.code ?? 'OK', body };
}

/** What differs from the table, in one line; null when nothing does. */
export function faultOf(cell: Cell, answer: Answer): string | null {
  if (answer.code === cell.code && answer.status === statuses[cell.code]) return null;
  const said =
    answer.code === 'BAD_INPUT' || answer.code === 'INTERNAL' ? ` ${answer.body.slice(0, 300)}` : '';
  return `${nameOf(cell)}: ${answer.status} ${answer.code} instead of ${statuses[cell.code]} ${cell.code}${said}`;
}
