import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { allPages, type Shown } from './support/pages.ts';
import { placesOf } from './support/places.ts';
import type { Visitor } from './support/visitor.ts';
import { useWorld } from './support/use-world.ts';

const world = useWorld();
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

// the two schemes differ in colour tokens alone, so the second asks only what depends on colours
const colours = ['color-contrast', 'link-in-text-block'];

async function violations(page: Page, scheme: 'light' | 'dark'): Promise<string[]> {
  // without frames of other origins there is no need for the blank page that axe opens for them
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations: found } = await (
    scheme === 'light' ? axe.withTags(tags) : axe.withRules(colours)
  ).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** What is folded away has to be right as well. */
const unfold = (page: Page) =>
  page.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function look(visitor: Visitor, { name, path, status = 200, act }: Shown): Promise<string[]> {
  const { page } = visitor;
  const faults: string[] = [];
  await page.setViewportSize({ width: 1280, height: 900 });
  const response = await visitor.go(path);
  if (response?.status() !== status) faults.push(`${name}: ${response?.status()}`);
  await act?.(visitor);
  for (const width of [1280, 360])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await unfold(page);
      for (const fault of await violations(page, colorScheme))
        faults.push(`${name} ${width} ${colorScheme}: ${fault}`);
    }
  await page.setViewportSize({ width: 320, height: 900 });
  const over = await sideways(page);
  return over > 0 ? [...faults, `${name}: scrolls ${over} px sideways at 320`] : faults;
}

/** One page after the other, each person with a browser window of their own. */
async function walk(pages: readonly Shown[]): Promise<string[]> {
  const visitors = new Map<string, Visitor>();
  const faults: string[] = [];
  for (const shown of pages) {
    const visitor = visitors.get(shown.as ?? '') ?? (await world().visitor({ as: shown.as }));
    visitors.set(shown.as ?? '', visitor);
    faults.push(...(await look(visitor, shown)));
  }
  return faults;
}

test('the main pages keep WCAG 2.2 AA, wide and narrow, light and dark, and never scroll sideways', async () => {
  const pages = allPages(await placesOf(world().db)).filter(({ main }) => main);
  const half = (side: number) => pages.filter((_page, place) => place % 2 === side);
  // one for each core
  const faults = await Promise.all([walk(half(0)), walk(half(1))]);
  expect(faults.flat()).toEqual([]);
}, 240_000);
