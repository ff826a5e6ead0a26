import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findBrowser } from '#scripts/find-browser.ts';
import { packageProgram, runProgram } from '#scripts/run-program.ts';
import { ensureWindow } from '#scripts/window-build.ts';
import { ROOT } from '#tests/fixtures/program.ts';
import { writeContactSheet } from './contact-sheet.ts';

/**
 * `npm run pictures [-- <walk> …]`: every screen, empty and filled, in English and Chinese, on a desktop and a tablet, light and
 * dark, each with axe; into test-results/pictures with a contact sheet. With `OMNITILL_PICTURES=zh-CN-tablet` only what matches.
 */
const HOURS_MS = 3 * 3_600_000;
const folder = path.join(ROOT, 'test-results', 'pictures');
const walks = process.argv.slice(2);

const browser = await findBrowser(console.log);
const window = await ensureWindow(ROOT, console.log);
if (!browser.ok || !window.ok) {
  console.log(browser.ok ? '' : browser.reason, window.ok ? '' : window.message);
  process.exitCode = 1;
} else {
  if (walks.length === 0) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const args = [
    packageProgram('@playwright/test', 'cli.js'),
    'test',
    ...walks,
    '--project=pictures',
    '--reporter=list',
  ];
  const run = await runProgram(process.execPath, args, {
    timeoutMs: HOURS_MS,
    env: { OMNITILL_CHROMIUM: browser.program },
  });
  console.log(run.output.trim());
  const { pictures, wrong } = writeContactSheet(folder);
  console.log(`${pictures} pictures, ${wrong} of them with something wrong: ${path.join(folder, 'index.html')}`);
  process.exitCode = run.code === 0 ? 0 : 1;
}
