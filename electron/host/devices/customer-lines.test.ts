import { expect, it } from 'vitest';
import { legibleLines } from './customer-lines.ts';

const latin = (lines: readonly string[]) => /^[ -~]*$/.test(lines.join(''));
/** Has Latin or Greek letters, not both at once: they are in two code tables. */
const oneOf = (lines: readonly string[]) => latin(lines) || /^[ .0-9\u0370-\u03ff]*$/.test(lines.join(''));

it.each([
  [latin, ['苹果 3.00', '合计 3.00'], ['APPLE 3.00', 'Total 3.00'], ['APPLE 3.00', 'Total 3.00']],
  [latin, ['Tea 3.00', '合计 3.00'], ['TEA-1 3.00', 'Total 3.00'], ['Tea 3.00', 'Total 3.00']],
  [latin, ['Tea 3.00', 'Sum 3.00'], ['TEA-1 3.00', 'Total 3.00'], ['Tea 3.00', 'Sum 3.00']],
  [oneOf, ['Τσάι 3.00', 'Tea'], ['TEA-1', 'Total 3.00'], ['TEA-1', 'Total 3.00']],
  [latin, ['苹果 3.00', ''], null, ['苹果 3.00', '']],
] as const)('a line that can’t be written gives way to its plain form (%#)', (spells, lines, plain, shown) => {
  expect(legibleLines(lines, plain, spells)).toEqual(shown);
});
