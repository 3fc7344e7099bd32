import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { withLocale } from '@mandate/messages';
import { allPages, type Shown } from '../../apps/portal/e2e/support/pages.ts';
import { placesOf } from '../../apps/portal/e2e/support/places.ts';
import type { Visitor } from '../../apps/portal/e2e/support/visitor.ts';
import { openWorld } from '../../apps/portal/e2e/support/world.ts';
import { root } from '../lib/process.ts';
import { invitationPages } from './invitation.ts';
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
export async function takeAll({ folder, names, signal, say }: Options): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const world = await openWorld();
  const wanted = ({ name }: Shown) => names.length === 0 || names.includes(name);
  const taken: string[] = [];
  const faults: string[] = [];
  try {
    for (const locale of ['en', 'fr'] as const) {
      await world.db.owner.em.fork().execute('update users set locale = ?', [locale], 'run');
      const pages = [
        ...allPages(await placesOf(world.db)),
        ...(await withLocale(locale, () => invitationPages(world, locale))),
      ];
      const visitors = new Map<string, Visitor>();
      for (const shown of pages.filter(wanted)) {
        signal.throwIfAborted();
        const key = shown.fresh ? shown.name : (shown.as ?? '');
        const visitor =
          visitors.get(key) ?? (await withLocale(locale, () => world.visitor({ locale, as: shown.as })));
        visitors.set(key, visitor);
        await withLocale(locale, () => take(visitor, shown, join(folder, `${shown.name}-${locale}`))).catch(
          (error: unknown) => faults.push(`${shown.name} ${locale}: ${String(error).split('\n')[0]}`),
        );
        if (locale === 'en') taken.push(shown.name);
        say(`${locale} ${shown.name}`);
      }
      for (const visitor of visitors.values()) await visitor.context.close();
    }
  } finally {
    faults.push(...world.faults);
    await world.close();
  }
  writeSheet(folder, taken);
  if (taken.includes('users'))
    copyFileSync(join(folder, 'users-en-light-1280.png'), join(root, 'docs/users.png'));
  return faults;
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
