const fixed: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Not no-referrer: a form of such a page would be sent with `Origin: null`.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** For every answer, files and refusals of the framework included. */
export const everywhere = (https: boolean): Record<string, string> =>
  https ? { ...fixed, 'strict-transport-security': 'max-age=31536000' } : fixed;

/** What an answer that brings no policy of its own may load: nothing. Kit writes the policy of pages. */
const CSP = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** For every answer that somebody's request made; one that says otherwise about itself wins. */
export function secureHeaders(response: Response, https: boolean): void {
  const own = { ...everywhere(https), 'cache-control': 'private, no-store', 'content-security-policy': CSP };
  for (const [name, value] of Object.entries(own)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
}
