import type { StepCounter } from './count-steps.ts';
import type { FuzzEntry } from './fuzz-entry.ts';
import { fuzzInput } from './mutate.ts';

/** Code whose steps count. */
export const PROJECT_CODE = /\/(domain|contracts|drivers)\/[^?]*\.ts/;
/** Blocks of code that a byte of input may cost, and an input beside them, on average over a batch. */
const STEPS_A_BYTE = 10_000;
const STEPS_AN_INPUT = 20_000;
const BATCH = 100;

/** The input of a seed let something wrong come out. */
export class FuzzFailure extends Error {
  constructor(entry: FuzzEntry, seed: number, cause: unknown) {
    const { bytes, splits } = fuzzInput(entry.samples, seed);
    const what = cause instanceof Error ? cause.message : String(cause);
    const input = `${Buffer.from(bytes).toString('hex')} split at [${splits.join()}]`;
    super(`${entry.name}: ${what}\n  input ${input}\n  again ${replay(entry.name, seed)}`, { cause });
  }
}

/** What tries the input of one seed again. */
export function replay(name: string, seed: number | 'SEED'): string {
  return `npm run fuzz -- --protocol '${name}' --seed ${seed} --runs 1`;
}

export interface FuzzOptions {
  /** Begun before the entry was loaded. */
  counter: StepCounter;
  onRun?(seed: number): void;
}

/**
 * Tries the inputs of so many seeds from the first on. Throws a `FuzzFailure` at the first that is wrong, or in a batch that takes more
 * steps than its bytes allow. Gives the bytes tried and the most steps that a byte of a batch took.
 */
export function fuzz(entry: FuzzEntry, firstSeed: number, runs: number, { counter, onRun }: FuzzOptions) {
  let [bytes, mostSteps] = [0, 0];
  counter.steps();
  for (let from = firstSeed; from < firstSeed + runs; from += BATCH) {
    const to = Math.min(from + BATCH, firstSeed + runs);
    const taken = batch(entry, from, to, onRun);
    const steps = counter.steps();
    const allowed = taken * STEPS_A_BYTE + (to - from) * STEPS_AN_INPUT;
    if (steps > allowed) throw new FuzzFailure(entry, from, `${steps} steps in ${to - from} inputs from this on`);
    bytes += taken;
    mostSteps = Math.max(mostSteps, Math.round(steps / Math.max(1, taken)));
  }
  return { bytes, mostSteps };
}

function batch(entry: FuzzEntry, from: number, to: number, onRun: FuzzOptions['onRun']): number {
  let taken = 0;
  for (let seed = from; seed < to; seed += 1) {
    const { bytes, splits } = fuzzInput(entry.samples, seed);
    taken += bytes.length;
    onRun?.(seed);
    try {
      entry.run(bytes, splits);
    } catch (error) {
      throw new FuzzFailure(entry, seed, error);
    }
  }
  return taken;
}
