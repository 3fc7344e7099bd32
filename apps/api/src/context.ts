import { timingSafeEqual } from 'node:crypto';
import type { Em, Orm } from '@mandate/db';
import { isLocale, type Locale } from '@mandate/messages';
import type { Bundle, Policy } from '@mandate/policy';
import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import type { Env } from './env.ts';

/** What lives as long as the process. */
export interface Services {
  env: Env;
  orm: Orm;
  /** Connections of their own for what must outlive a refused call, such as counting tries. */
  aside: Orm;
  /** Decides, and remembers what Casbin answered about facts that are still the same. */
  policy: Pick<Policy, 'slice'>;
  /** The policy files in force: of a request, those that were when it began. */
  bundle(): Bundle;
  /** Names in grants that the policy files do not know, as far as this process has met them (S19). */
  unknownNames: Set<string>;
  /** Tells the worker that the outbox or the commands have something new. */
  wake(): void;
  log: FastifyBaseLogger;
}

/** What is known of a request before anybody is asked for rights. */
export interface RequestInfo {
  id: string;
  address: string;
  userAgent: string;
  locale: Locale;
  /** The session's token, if the caller sent one. */
  token: string | null;
  /** The token of the hand-off cookie, which gives nothing but its invitation. */
  handOff: string | null;
  /** `userId/accountId` that the form was shown to; `-` where there is no account. */
  shown: string | null;
}

export interface Context extends Services {
  request: RequestInfo;
}

/** What a procedure's code gets: the context with the transaction it works in. */
export interface Work extends Context {
  em: Em;
}

const header = (request: FastifyRequest, name: string): string | null => {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

function holdsKey(request: FastifyRequest, key: string): boolean {
  const shown = Buffer.from(header(request, 'x-mandate-key') ?? '');
  const wanted = Buffer.from(key);
  return shown.length === wanted.length && timingSafeEqual(shown, wanted);
}

function requestInfo(request: FastifyRequest, env: Env): RequestInfo {
  const trusted = holdsKey(request, env.API_KEY);
  const language = (trusted && header(request, 'accept-language')) || 'en';
  const bearer = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(header(request, 'authorization') ?? '');
  return {
    id: request.id,
    address: (trusted && header(request, 'x-mandate-address')) || request.ip,
    userAgent: (header(request, trusted ? 'x-mandate-agent' : 'user-agent') ?? '').slice(0, 300),
    locale: isLocale(language) ? language : 'en',
    token: bearer?.[1] ?? null,
    handOff: header(request, 'x-mandate-hand-off'),
    shown: header(request, 'x-mandate-shown'),
  };
}

/** One request is decided by one bundle, whatever is put in force meanwhile. */
export function contextOf(services: Services, request: FastifyRequest): Context {
  const bundle = services.bundle();
  return { ...services, bundle: () => bundle, log: request.log, request: requestInfo(request, services.env) };
}
