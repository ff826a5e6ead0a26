import { expect, test } from 'vitest';
import type { FleetHistory } from '#contracts/http/fleet.ts';
import { historyShape } from './history-shape.ts';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');
function point(kind: 'on' | 'off' | 'report', hoursAgo: number, waiting = 0): FleetHistory['points'][number] {
  return {
    at: new Date(NOW - hoursAgo * 3_600_000).toISOString(),
    kind,
    waiting,
    clockMs: null,
    free: null,
    version: null,
  };
}

test('connections are parts of the span, the last of them up to now while it holds', () => {
  const points = [point('on', 10), point('report', 9, 4), point('off', 5), point('on', 1)];
  expect(historyShape(points, NOW, true)).toEqual({
    from: NOW - 10 * 3_600_000,
    connected: [
      { from: 0, to: 0.5 },
      { from: 0.9, to: 1 },
    ],
    waiting: [
      { share: 0, waiting: 4 },
      { share: 0.1, waiting: 4 },
    ],
    most: 4,
  });
  expect(historyShape(points, NOW, false)?.connected).toEqual([{ from: 0, to: 0.5 }]);
});

test('a second connection within one, and an end without a begin, change nothing', () => {
  const points = [point('on', 4), point('on', 3), point('off', 2), point('off', 1)];
  expect(historyShape(points, NOW, false)?.connected).toEqual([{ from: 0, to: 0.5 }]);
});

test('what is older than a week is not drawn, and nothing is drawn of nothing', () => {
  expect(historyShape([], NOW, true)).toBeNull();
  expect(historyShape([point('on', 200)], NOW, true)).toBeNull();
  expect(historyShape([point('on', 200), point('report', 100, 1)], NOW, true)?.from).toBe(NOW - 100 * 3_600_000);
});
