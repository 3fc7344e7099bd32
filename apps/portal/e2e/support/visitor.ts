import type { Locale } from '@mandate/messages';
import type { BrowserContext, Locator, Page, Response } from 'playwright-core';
import { signIn, type DemoName } from './people.ts';
import type { World } from './world.ts';
import { watch } from './faults.ts';

export interface VisitorOptions {
  /** Off: the pages as they come from the server. */
  scripts?: boolean;
  locale?: Locale;
  theme?: 'light' | 'dark';
  width?: number;
  /** Signed in already. */
  as?: DemoName;
}

export interface Visitor {
  page: Page;
  context: BrowserContext;
  origin: string;
  world: Pick<World, 'secrets'>;
  scripts: boolean;
  go: (path: string) => Promise<Response | null>;
  /** Waits until a text or a part of the page is there to be seen. */
  sees: (what: string | RegExp | Locator) => Promise<void>;
  heading: (text: string) => Promise<void>;
  fill: (label: string, value: string, within?: Locator) => Promise<void>;
  press: (button: string | RegExp, within?: Locator) => Promise<void>;
  follow: (link: string | RegExp, within?: Locator) => Promise<void>;
  /** All that the page says now. */
  text: () => Promise<string>;
  /** Another tab of the same browser. */
  tab: () => Promise<Visitor>;
}

type Ground = Pick<World, 'browser' | 'stack' | 'secrets' | 'faults'>;

export async function openVisitor(world: Ground, options: VisitorOptions = {}): Promise<Visitor> {
  const { scripts = true, locale = 'en', theme = 'light', width = 1280 } = options;
  const { origin } = world.stack;
  const context = await world.browser.newContext({
    ...{ javaScriptEnabled: scripts, locale, colorScheme: theme, baseURL: origin },
    ...{ viewport: { width, height: 900 }, reducedMotion: 'reduce' },
  });
  context.setDefaultTimeout(15_000);
  const tab = async (): Promise<Visitor> => {
    const page = await context.newPage();
    watch(page, { origin, scripts }, (fault) => world.faults.push(fault));
    return act({ page, context, origin, world, scripts, tab });
  };
  const visitor = await tab();
  if (options.as) await signIn(visitor, options.as);
  return visitor;
}

function act(known: Pick<Visitor, 'page' | 'context' | 'origin' | 'world' | 'scripts' | 'tab'>): Visitor {
  const { page, context, scripts } = known;
  const { secrets } = known.world;
  const settle = async () => {
    for (const { name, value } of await context.cookies())
      if (/(session|hand-off)$/.test(name)) secrets.add(value);
  };
  const click = async (target: Locator) => {
    await target.click();
    await settle();
  };
  return {
    ...known,
    async go(path) {
      const response = await page.goto(path, { waitUntil: 'load' });
      // what announces page changes is there once the page has come alive
      if (scripts) await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
      await settle();
      return response;
    },
    sees: (what) =>
      (typeof what === 'object' && 'waitFor' in what ? what : page.getByText(what)).first().waitFor(),
    heading: (text) => page.getByRole('heading', { name: text, exact: true, level: 1 }).waitFor(),
    async fill(label, value, within) {
      const field = (within ?? page.locator('main')).getByLabel(label, { exact: true }).first();
      if ((await field.getAttribute('type')) === 'password') secrets.add(value);
      await field.fill(value);
    },
    press: (button, within) =>
      click((within ?? page.locator('main')).getByRole('button', { name: button, exact: true }).first()),
    follow: (link, within) =>
      click((within ?? page.locator('main')).getByRole('link', { name: link, exact: true }).first()),
    text: () => page.locator('body').innerText(),
  };
}
