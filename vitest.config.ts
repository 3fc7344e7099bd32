import { defineConfig } from 'vitest/config';
import { LongFirst } from './scripts/test/long-first.ts';

const portal = 'apps/portal/**/*.test.ts';
const exclude = ['**/node_modules/**', '**/build/**', '**/.svelte-kit/**'];

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{apps,packages,scripts}/**/*.test.ts'],
          exclude: [...exclude, '**/*.integration.test.ts', portal],
          testTimeout: 20_000,
          // no state of their own: loading the same modules anew for each file takes as long as the tests
          isolate: false,
        },
      },
      {
        test: { name: 'unit portal', include: [portal], exclude },
      },
      {
        test: {
          name: 'integration',
          include: ['{apps,packages,scripts}/**/*.integration.test.ts'],
          exclude,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['apps/portal/e2e/**/*.e2e.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
