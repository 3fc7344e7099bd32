import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { withLocale, type Locale } from '@mandate/messages';
import { allPages, type Shown } from '../../apps/portal/e2e/support/pages.ts';
import { placesOf } from '../../apps/portal/e2e/support/places.ts';
import type { Visitor } from '../../apps/portal/e2e/support/visitor.ts';
import { openWorld, type World } from '../../apps/portal/e2e/support/world.ts';
import { root } from '../lib/process.ts';
import { invitationPages } from './invitation.ts';
import { ownershipPages, withdrawOffers } from './ownership.ts';
import { writeSheet } from './sheet.ts';

interface Options {
  folder: string;
  /** Only these pages; all without. */
  names: readonly string[];
  signal: AbortSignal;
  say: (line: string) => void;
}

const widths = [1280, 360];
const themes = ['light', 'dark'] as const;

/** @returns what went wrong behind the pages. */
export async function takeAll(options: Options): Promise<string[]> {
  const { folder } = options;
  mkdirSync(folder, { recursive: true });
  const world = await openWorld();
  const faults: string[] = [];
  let taken: string[] = [];
  try {
    for (const locale of ['en', 'fr'] as const)
      taken = await withLocale(locale, () => takeIn(world, locale, options, faults));
  } finally {
    faults.push(...world.faults);
    await world.close();
  }
  writeSheet(folder, taken);
  if (taken.includes('users'))
    copyFileSync(join(folder, 'users-en-light-1280.png'), join(root, 'docs/users.png'));
  return faults;
}

/** Everybody's pages in one language. */
async function takeIn(
  world: World,
  locale: Locale,
  { folder, names, signal, say }: Options,
  faults: string[],
): Promise<string[]> {
  const em = world.db.owner.em.fork();
  await em.execute('update users set locale = ?', [locale], 'run');
  const visitors = new Map<string, Visitor>();
  const taken: string[] = [];
  const each = async (pages: Shown[]) => {
    for (const shown of pages.filter(({ name }) => names.length === 0 || names.includes(name))) {
      signal.throwIfAborted();
      const key = shown.fresh ? shown.name : (shown.as ?? '');
      const visitor = visitors.get(key) ?? (await world.visitor({ locale, as: shown.as }));
      visitors.set(key, visitor);
      await take(visitor, shown, join(folder, `${shown.name}-${locale}`)).catch((error: unknown) =>
        faults.push(`${shown.name} ${locale}: ${String(error).split('\n')[0]}`),
      );
      taken.push(shown.name);
      say(`${locale} ${shown.name}`);
    }
  };
  const places = await placesOf(world.db);
  await each(allPages(places));
  await each(await invitationPages(world, locale));
  await each(await ownershipPages(world, places.acme));
  await withdrawOffers(world);
  await em.execute(`update invitations set state = 'cancelled' where email like 'ines.%'`, [], 'run');
  for (const visitor of visitors.values()) await visitor.context.close();
  return taken;
}

/** One page in both widths and looks. */
async function take(visitor: Visitor, { path, status = 200, act }: Shown, file: string): Promise<void> {
  const { page } = visitor;
  await page.setViewportSize({ width: 1280, height: 900 });
  const response = await visitor.go(path);
  await act?.(visitor);
  for (const width of widths)
    for (const theme of themes) {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
      await page.emulateMedia({ colorScheme: theme });
      await page.screenshot({ path: `${file}-${theme}-${width}.png`, fullPage: true });
    }
  if (response && response.status() !== status) throw new Error(`answers ${response.status()}`);
}
