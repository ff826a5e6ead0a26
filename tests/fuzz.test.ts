import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { countSteps } from './fuzz/count-steps.ts';
import { filesBelow, fuzzEntries } from './fuzz/fuzz-entry.ts';
import { fuzz, PROJECT_CODE } from './fuzz/fuzz-run.ts';

const RUNS = 500;

const counter = countSteps(PROJECT_CODE);
afterAll(() => counter.stop());
const entries = await fuzzEntries();

describe.each(entries)('$name ($file)', (entry) => {
  it('has samples, which it takes whole', () => {
    expect(entry.samples.length).toBeGreaterThan(0);
    for (const sample of entry.samples) expect(() => entry.run(sample, [])).not.toThrow();
  });

  it('lets nothing wrong come out of what is mutated, joined and split, in as many steps as its bytes allow', () => {
    const { mostSteps } = fuzz(entry, 1, RUNS, { counter });
    expect(mostSteps, 'steps are counted').toBeGreaterThan(0);
  });
});

/** What the source of a file imports of the project itself. */
function importsOf(file: string): string[] {
  const source = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  return [...source.matchAll(/from '([^']+\.ts)'/g)].flatMap(([, target = '']) => {
    if (target.startsWith('#')) return [target.slice(1)];
    return target.startsWith('./') ? [posix.join(posix.dirname(file), target)] : [];
  });
}

describe('protocols', () => {
  it('are all tried: every module of a protocol folder is reached from an entry', () => {
    const reached = new Set<string>();
    const open = entries.map(({ file }) => file);
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      if (reached.has(file)) continue;
      reached.add(file);
      open.push(...importsOf(file));
    }
    const modules = filesBelow('drivers', '.ts').filter((file) => /\/protocol\/[^/]+\.ts$/.test(file));
    const untried = modules.filter((file) => !file.endsWith('.test.ts') && !reached.has(file));
    expect(untried).toEqual([]);
  });

  it('are called by one name each', () => {
    expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
  });
});
