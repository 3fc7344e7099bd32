import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client';
import type { RequestEvent } from '@sveltejs/kit';
import type { AppRouter } from '@mandate/api';
import { API_KEY, API_URL } from '$app/env/private';
import { handOff } from './cookies.ts';
import { readRefusal } from './refusal.ts';

export type Api = TRPCClient<AppRouter>;

interface Options {
  /** `<user id>/<account id or ->`, as the form that is being carried out was shown. */
  shown?: string;
  onRefusal: (refusal: ReturnType<typeof readRefusal>) => never;
}

/** The only door to the API. Whatever the API refuses reaches `onRefusal`, which decides what to throw. */
export function connect(event: RequestEvent, { shown, onRefusal }: Options): Api {
  const client = createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${API_URL}/trpc`,
        // long inputs, and everything private, stay out of URLs
        methodOverride: 'POST',
        fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(15_000) }),
        headers: () => headers(event, shown),
      }),
    ],
  });
  return guard(client, (cause, call) => onRefusal(readRefusal(cause, call)));
}

function headers(event: RequestEvent, shown?: string): Record<string, string> {
  const { locals, cookies, request } = event;
  const token = handOff.get(cookies);
  return {
    'x-mandate-key': API_KEY,
    'x-mandate-address': event.getClientAddress(),
    'x-mandate-agent': request.headers.get('user-agent') ?? '',
    'x-request-id': locals.requestId,
    'accept-language': locals.locale,
    ...(locals.session && { authorization: `Bearer ${locals.session}` }),
    ...(shown && { 'x-mandate-shown': shown }),
    ...(token && { 'x-mandate-hand-off': token }),
  };
}

/** The same client, with every call's failure sent through `fail`. */
function guard<T extends object>(client: T, fail: (cause: unknown, call: 'query' | 'mutate') => never): T {
  return new Proxy(client, {
    get(target, key) {
      const part: unknown = Reflect.get(target, key);
      if (part === undefined) return undefined;
      if (key !== 'query' && key !== 'mutate') return guard(part as object, fail);
      return (input: unknown) =>
        (part as (input: unknown) => Promise<unknown>)(input).catch((cause: unknown) => fail(cause, key));
    },
  });
}
