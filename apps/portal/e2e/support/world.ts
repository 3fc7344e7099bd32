import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedDemo } from '@mandate/db/demo';
import { testDatabase, type TestDatabase } from '@mandate/db/testing';
import type { Browser } from 'playwright-core';
import { startStack, type Stack } from '../../../../scripts/stack.ts';
import { hashPassword } from '../../../api/src/auth/passwords.ts';
import { launchBrowser } from './browser.ts';
import { Secrets } from './secrets.ts';
import { openVisitor, type Visitor, type VisitorOptions } from './visitor.ts';

/** A whole portal with the demo's people, its own database and a browser. */
export interface World {
  stack: Stack;
  db: TestDatabase;
  browser: Browser;
  secrets: Secrets;
  logs: string[];
  /** What went wrong behind the pages since the last test. */
  faults: string[];
  /** Somebody before a screen of their own. */
  visitor: (options?: VisitorOptions) => Promise<Visitor>;
  close: () => Promise<void>;
}

export async function openWorld(): Promise<World> {
  // first, since nothing has to be stopped when there is none
  const browser = await launchBrowser();
  const db = await testDatabase();
  await seedDemo(db.ownerUrl, { hashPassword });
  const dataDir = mkdtempSync(join(tmpdir(), 'mandate-e2e-'));
  const logs: string[] = [];
  const stack = await startStack({
    ...{ appUrl: db.appUrl, workerUrl: db.workerUrl, dataDir, logLevel: 'debug' },
    say: (line) => logs.push(line),
    apiEnv: { PROVIDER_DELAY_MS: '50', UPKEEP_MS: '500' },
  });
  const world = { stack, db, browser, secrets: new Secrets(), logs, faults: [] as string[] };
  return {
    ...world,
    visitor: (options) => openVisitor(world, options),
    close: async () => {
      await browser.close();
      await stack.stop();
      await db.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
