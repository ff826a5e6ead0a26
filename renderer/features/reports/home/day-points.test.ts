import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayPoints, hourAt } from './day-points.ts';

const sold = (turnover: number) => ({ turnover, receipts: turnover === 0 ? 0 : 1 });
const HOURS = [
  { hour: 9, now: sold(100), before: sold(50) },
  { hour: 11, now: sold(30), before: sold(0) },
  { hour: 13, now: sold(0), before: sold(70) },
];

it('draws what has come, and all of the day beside', () => {
  expect(dayPoints(HOURS, 11, false)).toEqual([
    { hour: 9, now: 100, before: 50 },
    { hour: 10, now: 0, before: 0 },
    { hour: 11, now: 30, before: 0 },
    { hour: 12, now: null, before: 0 },
    { hour: 13, now: null, before: 70 },
    { hour: 14, now: null, before: 0 },
    { hour: 15, now: null, before: 0 },
    { hour: 16, now: null, before: 0 },
  ]);
  const running = dayPoints(HOURS, 11, true).map(({ now, before }) => [now, before]);
  expect(running.slice(0, 5)).toEqual([
    [100, 50],
    [100, 50],
    [130, 50],
    [null, 50],
    [null, 120],
  ]);
});

it('reaches up to the current hour when the shop is quiet since, or was until', () => {
  expect(dayPoints(HOURS, 18, true).at(-1)).toEqual({ hour: 18, now: 130, before: 120 });
  expect(dayPoints([{ hour: 22, now: sold(5), before: sold(0) }], 22, true).at(-1)?.hour).toBe(23);
  expect(dayPoints(HOURS, 7, true)[0]).toEqual({ hour: 7, now: 0, before: 0 });
  expect(dayPoints([], 12, true)).toEqual([]);
});

it('runs up to the sum of its hours', () => {
  const hour = fc.record({ hour: fc.nat(23), now: fc.nat(10_000), before: fc.nat(10_000) });
  const unique = fc.uniqueArray(hour, { minLength: 1, selector: (one) => one.hour });
  fc.assert(
    fc.property(unique, (rows) => {
      const hours = rows.map((row) => ({ hour: row.hour, now: sold(row.now), before: sold(row.before) }));
      const last = dayPoints(hours, 23, true).at(-1);
      expect(last?.now).toBe(rows.reduce((sum, { now }) => sum + now, 0));
      expect(last?.before).toBe(rows.reduce((sum, { before }) => sum + before, 0));
    }),
  );
});

it("tells the hour by the store's clock", () => {
  expect(hourAt('2026-07-01T23:05:00.000Z', 'Europe/London')).toBe(0);
  expect(hourAt('2026-11-22T10:59:00.000Z', 'Asia/Shanghai')).toBe(18);
});
