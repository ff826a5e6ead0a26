import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** The fuzz test counts the steps of code that is loaded after it began to count. */
const ALONE = ['tests/fuzz.test.ts'];
const unit = { testTimeout: 60_000, hookTimeout: 60_000 };
const server = { include: ['sync-server/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000, isolate: false };

export default defineConfig({
  test: {
    // A test file may have a whole server with its database in memory: more at once need more memory than machines have.
    maxWorkers: Math.min(4, availableParallelism()),
    projects: [
      {
        // A worker keeps the modules it has loaded for its next file: whatever a test changes of a module or a global, it puts back.
        test: {
          name: 'unit',
          ...unit,
          isolate: false,
          include: [
            '{domain,contracts,drivers,electron,renderer,scripts,web}/**/*.test.{ts,tsx}',
            'tests/*.test.ts',
            'tests/devices/*.test.ts',
          ],
          exclude: ALONE,
        },
      },
      { test: { name: 'unit-alone', ...unit, include: ALONE } },
      {
        test: {
          name: 'pglite',
          ...server,
          env: { OMNITILL_TEST_DATABASE: 'pglite' },
          globalSetup: 'tests/fixtures/pglite-setup.ts',
        },
      },
      {
        test: {
          name: 'postgresql',
          ...server,
          exclude: ['sync-server/main.test.ts'],
          env: { OMNITILL_TEST_DATABASE: 'postgresql' },
          globalSetup: 'tests/fixtures/postgres-setup.ts',
        },
      },
      { test: { name: 'sim', include: ['tests/sim/**/*.test.ts'], testTimeout: 300_000 } },
    ],
  },
});
