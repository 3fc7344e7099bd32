const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Sent by servers, believed by their signature and never by a cookie. */
const SIGNED = new Set(['/webhooks/resend']);

/** Whether a request that may change something comes from a page of ours. */
export function fromOurPages(request: Request, origin: string): boolean {
  if (SAFE.has(request.method) || SIGNED.has(new URL(request.url).pathname)) return true;
  const site = request.headers.get('sec-fetch-site');
  return request.headers.get('origin') === origin && (site === null || site === 'same-origin');
}
