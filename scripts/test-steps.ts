import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { electronEnvironment } from './electron-environment.ts';
import { findBrowser } from './find-browser.ts';
import { packageProgram, type Run, runProgram } from './run-program.ts';
import { type Tally, tallyPlaywright, tallyVitest } from './test-reports.ts';

/** What came of a step, and what to show of it when it failed. */
export interface Outcome extends Tally {
  output: string;
}

export interface Step {
  name: string;
  run(): Promise<Outcome>;
}

const MINUTE_MS = 60_000;
const TSCONFIGS = ['domain', 'contracts', 'drivers', 'renderer', '.'];

/** All that `npm test` does, in order; `root` is the checkout, `say` prints a line. */
export function testSteps(root: string, say: (text: string) => void): Step[] {
  const reports = join(root, 'test-results');
  mkdirSync(reports, { recursive: true });
  return [
    { name: 'types', run: types },
    { name: 'lint', run: lint },
    { name: 'unit', run: () => vitest(reports, 'unit', 'unit-alone') },
    { name: 'server on PGlite', run: () => vitest(reports, 'pglite') },
    { name: 'server on PostgreSQL', run: () => postgresql(reports, say) },
    { name: 'simulation', run: () => vitest(reports, 'sim') },
    { name: 'build', run: build },
    { name: 'end to end, Chromium', run: () => chromium(root, reports, say) },
    { name: 'end to end, Electron', run: () => electron(root, reports, say) },
  ];
}

async function types(): Promise<Outcome> {
  const tsc = packageProgram('typescript', 'bin/tsc');
  const runs: Run[] = [];
  for (const config of TSCONFIGS) {
    runs.push(await runProgram(process.execPath, [tsc, '-p', config], { timeoutMs: 3 * MINUTE_MS }));
  }
  const failed = runs.filter(({ code }) => code !== 0);
  return check({ code: failed.length === 0 ? 0 : 1, output: failed.map(({ output }) => output).join('') });
}

async function lint(): Promise<Outcome> {
  const biome = packageProgram('@biomejs/biome', 'bin/biome');
  const args = [biome, 'check', '--error-on-warnings', '.'];
  return check(await runProgram(process.execPath, args, { timeoutMs: 2 * MINUTE_MS }));
}

async function build(): Promise<Outcome> {
  const electronVite = packageProgram('electron-vite', 'bin/electron-vite.js');
  return check(await runProgram(process.execPath, [electronVite, 'build'], { timeoutMs: 3 * MINUTE_MS }));
}

/** A tool that only says yes or no counts as one. */
function check({ code, output }: Run): Outcome {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, skips: [], times: [], output };
}

/** Runs the project and those that belong to it. */
async function vitest(reports: string, project: string, ...more: string[]): Promise<Outcome> {
  const report = freshReport(reports, project);
  const projects = [project, ...more].flatMap((name) => ['--project', name]);
  const args = ['run', ...projects, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  const run = await runProgram(process.execPath, [packageProgram('vitest', 'vitest.mjs'), ...args], {
    timeoutMs: 12 * MINUTE_MS,
  });
  return reported(run, tallyVitest(readReport(report)));
}

/** Where there is no PostgreSQL the suite skips itself, with a line between asterisks that must not be overlooked. */
async function postgresql(reports: string, say: (text: string) => void): Promise<Outcome> {
  const outcome = await vitest(reports, 'postgresql');
  for (const line of outcome.output.match(/^\*\*\* .* \*\*\*$/gm) ?? []) say(line);
  return outcome;
}

async function chromium(root: string, reports: string, say: (text: string) => void): Promise<Outcome> {
  if (!hasEndToEnd(root)) return leftOut('there are no end-to-end tests');
  const browser = await findBrowser(say);
  if (!browser.ok) return { ...leftOut(browser.reason), failed: 1, skipped: 0, output: browser.reason };
  return playwright(reports, 'chromium', { OMNITILL_CHROMIUM: browser.program });
}

async function electron(root: string, reports: string, say: (text: string) => void): Promise<Outcome> {
  if (!hasEndToEnd(root)) return leftOut('there are no end-to-end tests');
  const found = await electronEnvironment(say);
  if (!found.ok) {
    say(`*** THE END-TO-END TESTS IN ELECTRON ARE SKIPPED: ${found.reason} ***`);
    return leftOut(found.reason);
  }
  try {
    return await playwright(reports, 'electron', found.env);
  } finally {
    found.close();
  }
}

async function playwright(reports: string, project: string, env: Record<string, string>): Promise<Outcome> {
  const report = freshReport(reports, `e2e-${project}`);
  const args = [packageProgram('@playwright/test', 'cli.js'), 'test', '--project', project, '--reporter=line,json'];
  const run = await runProgram(process.execPath, args, {
    timeoutMs: 20 * MINUTE_MS,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  return reported(run, tallyPlaywright(readReport(report)));
}

function hasEndToEnd(root: string): boolean {
  return existsSync(join(root, 'playwright.config.ts')) && existsSync(join(root, 'tests', 'e2e'));
}

/** A runner that ends badly without a failed test has failed all the same. */
function reported({ code, output }: Run, tally: Tally): Outcome {
  return { ...tally, failed: code === 0 ? tally.failed : Math.max(1, tally.failed), output };
}

function leftOut(reason: string): Outcome {
  return { passed: 0, failed: 0, skipped: 1, skips: [reason], times: [], output: '' };
}

/** Where a runner writes its report; an old one must not be taken for the new one's. */
function freshReport(folder: string, name: string): string {
  const file = join(folder, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

function readReport(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
