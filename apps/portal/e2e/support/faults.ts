import type { Page } from 'playwright-core';

const quiet = ['document', 'fetch', 'xhr'];

/** Whatever goes wrong behind a page that looks right. A page's own 403 or 404 is for its test to judge. */
export function watch(
  page: Page,
  { origin, scripts }: { origin: string; scripts: boolean },
  report: (fault: string) => void,
): void {
  const where = () => new URL(page.url()).pathname;
  page.on('pageerror', (error) => report(`${where()}: uncaught ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    const status = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !status) report(`${where()}: console: ${message.text()}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    if (!request.url().startsWith(origin)) return;
    // a page that is left stops what it was loading; without scripts none is loaded
    if (why !== 'net::ERR_ABORTED' && (scripts || request.resourceType() !== 'script'))
      report(`${where()}: ${request.method()} ${request.url()}: ${why}`);
  });
  page.on('response', (response) => {
    const kind = response.request().resourceType();
    const bad = response.status() >= (quiet.includes(kind) ? 500 : 400);
    if (bad && response.url().startsWith(origin))
      report(`${where()}: ${response.status()} for ${response.url()}`);
  });
}
