import { defineConfig } from '@playwright/test';

/** OMNITILL_SLOWER=4 gives the windows a processor four times slower, and everything that much more time. */
const slower = Number(process.env.OMNITILL_SLOWER ?? 1);

/** A file's tests run in order, in a shop of their own; two files at a time. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  globalSetup: './tests/e2e/filled-server.ts',
  // A bound for what hangs: the longest take a minute.
  timeout: 240_000 * slower,
  expect: { timeout: 20_000 * slower },
  workers: 2,
  forbidOnly: true,
  retries: 0,
  reporter: [['list']],
  projects: [
    { name: 'chromium', testIgnore: /\.electron\.spec\.ts$/ },
    { name: 'electron', testMatch: /\.electron\.spec\.ts$/ },
    { name: 'pictures', testDir: 'tests/pictures', testMatch: /\.walk\.ts$/, timeout: 60 * 60_000 },
  ],
});
