import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** `npm run properties [-- <runs> [<filter>]]`: the tests of `domain/`, the properties of money 100,000 times each instead of 2,000. */
const [runs = '100000', filter = 'domain/'] = process.argv.slice(2);
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const HOURS_MS = 4 * 3_600_000;

const child = spawn(
  process.execPath,
  [vitest, 'run', '--project', 'unit', `--testTimeout=${HOURS_MS}`, '--reporter=verbose', filter],
  { stdio: 'inherit', env: { ...process.env, OMNITILL_PROPERTY_RUNS: runs } },
);
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
