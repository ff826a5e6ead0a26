import { expect, test } from 'vitest';
import { cursorOf, readCursor } from '#sync-server/views/order-cursor.ts';

test('a cursor goes on after any discount of any line', () => {
  const at = { business_date: '2026-11-21', at: new Date('2026-11-21T10:00:00.000Z') };
  const cursor = { ...at, journal_id: '0192f000-0000-7000-8000-000000000001', seq: 7, line_no: 1000 * 1000 + 3 };
  expect(readCursor(cursorOf(cursor))).toEqual(cursor);
  expect(readCursor('nothing')).toBeUndefined();
});
