import { expect, test } from 'vitest';
import { spanWithin } from './narrow-period.ts';
import type { Span } from './period.ts';

const PERIOD = { from: '2026-02-11', to: '2026-04-02' };

test.each<[Span, string, string | null]>([
  ['day', '2026-02-11', '2026-02-11 2026-02-11'],
  ['day', '2026-02-10', null],
  ['week', '2026-02-09', '2026-02-11 2026-02-15'],
  ['week', '2026-03-30', '2026-03-30 2026-04-02'],
  ['month', '2026-02', '2026-02-11 2026-02-28'],
  ['month', '2026-03', '2026-03-01 2026-03-31'],
  ['month', '2026-12', null],
  ['day', '2026-02-31', null],
  ['month', 'x', null],
])('%s %s', (span, key, days) => {
  const within = spanWithin(PERIOD, span, key);
  expect(within && `${within.from} ${within.to}`).toBe(days);
});
