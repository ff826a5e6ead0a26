import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

/**
 * Looks on from a thread of its own: tells how far it is, and ends the program when an input has no end. `at` is the seed under way,
 * `again` what tries one once more, with `SEED` in its place.
 */
const { at, firstSeed, runs, again, lookMs } = workerData;

let last = -1n;
setInterval(() => {
  const now = Atomics.load(at, 0);
  if (now === last) {
    writeSync(2, `FAILED: an input without an end\n  again ${again.replace('SEED', String(now))}\n`);
    process.kill(process.pid, 'SIGKILL');
  }
  writeSync(1, `  ${Number(now) - firstSeed} of ${runs}\n`);
  last = now;
}, lookMs);
