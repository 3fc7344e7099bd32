const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request that may change something comes from a page of ours. */
export function fromOurPages(request: Request, origin: string): boolean {
  if (SAFE.has(request.method)) return true;
  const site = request.headers.get('sec-fetch-site');
  return request.headers.get('origin') === origin && (site === null || site === 'same-origin');
}
