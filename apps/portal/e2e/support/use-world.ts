import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openWorld, type World } from './world.ts';

/** One world for the tests of a file or block; a fault behind any page fails the test that caused it. */
export function useWorld(): () => World {
  let world: World | undefined;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await tell(world);
    await Promise.all(world?.browser.contexts().map((context) => context.close()) ?? []);
    expect(world?.faults.splice(0)).toEqual([]);
  });
  afterAll(() => world?.close());
  return () => {
    if (!world) throw new Error('The world is not open yet.');
    return world;
  };
}

/** What stood before each person's eyes when a test failed. */
async function tell(world: World | undefined): Promise<void> {
  for (const page of world?.browser.contexts().flatMap((context) => context.pages()) ?? []) {
    const text = await page
      .locator('body')
      .innerText({ timeout: 2000 })
      .catch(() => '');
    console.log(`${page.url()}\n${text.replaceAll(/\n+/g, '\n').slice(0, 1500)}\n`);
  }
}
