import { expect, test } from 'vitest';
import type { HistoryRow } from '#contracts/http/members.ts';
import { joined } from './use-member-history.ts';

function row(orderId: string, at: string): HistoryRow {
  const what = { number: orderId, place: 'Here', first: 'Tea', items: 1, total: 100, currency: 'GBP' };
  return { kind: 'receipt', orderId, at, ...what };
}
const ids = (rows: readonly HistoryRow[]) => rows.map(({ orderId }) => orderId);

test('a sale that the server has not heard of stands among the others by its time, each once', () => {
  const told = { rows: [row('c', '2026-03-03'), row('a', '2026-03-01')], next: null };
  expect(ids(joined(told, [row('b', '2026-03-02'), row('a', '2026-03-01')]))).toEqual(['c', 'b', 'a']);
  expect(ids(joined({ rows: [], next: null }, [row('a', '2026-03-01'), row('b', '2026-03-02')]))).toEqual(['b', 'a']);
});

test('what belongs on a page that is yet to come waits for it', () => {
  const told = { rows: [row('c', '2026-03-03'), row('b', '2026-03-02')], next: 'more' };
  expect(ids(joined(told, [row('a', '2026-03-01'), row('d', '2026-03-04')]))).toEqual(['d', 'c', 'b']);
});
