import { fileURLToPath } from 'node:url';
import type { FileTime } from './test-reports.ts';
import { type Outcome, testSteps } from './test-steps.ts';

/** `npm test`: every step with its time; a failing step does not keep the next from running. Ends with the sum of all. */
const root = fileURLToPath(new URL('..', import.meta.url));
const wanted = process.argv.slice(2);
const SKIPS_SHOWN = 10;
const SLOWEST_SHOWN = 15;
const slowest: string[] = [];
const total = { passed: 0, failed: 0, skipped: 0 };
for (const { name, run } of testSteps(root, console.log)) {
  if (wanted.length > 0 && !wanted.some((word) => name.toLowerCase().includes(word.toLowerCase()))) continue;
  const start = performance.now();
  const outcome = await run();
  show(name, outcome, (performance.now() - start) / 1000);
  if (outcome.times.length > 0) slowest.push(`${name}: ${slowestOf(outcome.times)}`);
  total.passed += outcome.passed;
  total.failed += outcome.failed;
  total.skipped += outcome.skipped;
}
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`\nThe slowest files, in seconds\n${slowest.join('\n')}\n\n${summary(total)}`);

function show(name: string, outcome: Outcome, seconds: number): void {
  if (outcome.failed > 0) console.log(`\n${outcome.output.trim()}\n`);
  console.log(
    `${outcome.failed > 0 ? '✗' : '✓'} ${name.padEnd(22)} ${summary(outcome).padEnd(38)} ${seconds.toFixed(1)} s`,
  );
  for (const skip of outcome.skips.slice(0, SKIPS_SHOWN)) console.log(`    skipped: ${skip}`);
  const more = outcome.skips.length - SKIPS_SHOWN;
  if (more > 0) console.log(`    and ${more} more skipped`);
}

function slowestOf(times: readonly FileTime[]): string {
  return [...times]
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, SLOWEST_SHOWN)
    .map(({ file, seconds }) => `${file} ${seconds.toFixed(1)}`)
    .join(', ');
}

function summary({ passed, failed, skipped }: { passed: number; failed: number; skipped: number }): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
