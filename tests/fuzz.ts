import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { countSteps } from './fuzz/count-steps.ts';
import { type FuzzEntry, fuzzEntries } from './fuzz/fuzz-entry.ts';
import { fuzz, PROJECT_CODE, replay } from './fuzz/fuzz-run.ts';

/**
 * `npm run fuzz [-- --runs 100000] [--protocol NAME] [--seed 1]`: mutated, joined and split inputs for every protocol, one
 * seed each. Ends with 1 when one goes wrong, and says how to try it again.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    protocol: { type: 'string' },
  },
});
const runs = Number(values.runs);
const firstSeed = Number(values.seed);
/** The same input twice at this distance is taken to have no end. */
const LOOK_MS = 20_000;

const counter = countSteps(PROJECT_CODE);
const all = await fuzzEntries();
const chosen = all.filter(({ name }) => values.protocol === undefined || name === values.protocol);
if (chosen.length === 0) {
  console.error(`There is no protocol '${values.protocol}'. There are: ${all.map(({ name }) => name).join(', ')}`);
  process.exitCode = 1;
}
for (const [place, entry] of chosen.entries()) {
  console.log(`${place + 1} of ${chosen.length} ${entry.name}`);
  if (!(await passes(entry))) process.exitCode = 1;
}
counter.stop();

async function passes(entry: FuzzEntry): Promise<boolean> {
  const at = new BigInt64Array(new SharedArrayBuffer(8));
  const workerData = { at, firstSeed, runs, again: replay(entry.name, 'SEED'), lookMs: LOOK_MS };
  const watch = new Worker(new URL('./fuzz/watch.mjs', import.meta.url), { workerData });
  const began = performance.now();
  try {
    const onRun = (seed: number) => Atomics.store(at, 0, BigInt(seed));
    const { bytes, mostSteps } = fuzz(entry, firstSeed, runs, { counter, onRun });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`  ${runs} inputs, ${bytes} bytes, at most ${mostSteps} steps a byte, ${seconds} s`);
    return true;
  } catch (error) {
    console.error(`  FAILED ${error instanceof Error ? error.message : String(error)}`);
    return false;
  } finally {
    await watch.terminate();
  }
}
