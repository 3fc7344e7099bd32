import { API_URL } from '$app/env/private';
import type { RequestHandler } from './$types.ts';

const signed = ['content-type', 'svix-id', 'svix-timestamp', 'svix-signature'];
const answers = new Set([204, 401, 413, 415, 503]);

/**
 * The public door for Resend's webhooks: the API listens on this machine alone. The body goes on byte for byte, since
 * its signature is over the bytes; the API checks it. Nothing comes back but the API's status.
 */
export const POST: RequestHandler = async ({ request }) => {
  const body = await request.arrayBuffer();
  const headers = signed.flatMap((name) => {
    const value = request.headers.get(name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
  const init = { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) };
  const status = await fetch(`${API_URL}/webhooks/resend`, init).then(
    (answer) => answer.status,
    () => 503,
  );
  return new Response(null, { status: answers.has(status) ? status : 404 });
};
