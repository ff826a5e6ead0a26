import { type RawBuilder, sql } from 'kysely';

/** Where a list of tickets or their lines, newest first, goes on. */
export interface OrderCursor {
  business_date: string;
  at: Date;
  journal_id: string;
  seq: number;
  line_no?: number;
}

/** A cursor as a text that says nothing to whoever gets it. */
export function cursorOf({ business_date, at, journal_id, seq, line_no = 0 }: OrderCursor): string {
  return Buffer.from(`${business_date} ${at.toISOString()} ${journal_id} ${seq} ${line_no}`).toString('base64url');
}

const CURSOR = /^(\d{4}-\d\d-\d\d) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f-]{36}) (\d{1,15}) (\d{1,7})$/;

/** Undefined for a text that is none. */
export function readCursor(text: string): Required<OrderCursor> | undefined {
  const [, business_date, at, journal_id, seq, line_no] = CURSOR.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (business_date === undefined || at === undefined || journal_id === undefined) return undefined;
  const [day, moment] = [Date.parse(`${business_date}T00:00:00Z`), new Date(at)];
  if (Number.isNaN(day) || Number.isNaN(moment.getTime())) return undefined;
  return { business_date, at: moment, journal_id, seq: Number(seq), line_no: Number(line_no) };
}

/** Rows in `business_date desc, at desc, journal_id, seq` after a cursor, or all. Instants are compared by the millisecond, as they are told. */
export function afterCursor(cursor: Required<OrderCursor> | null): RawBuilder<unknown> {
  if (cursor === null) return sql`true`;
  const { business_date, at, journal_id, seq } = cursor;
  return sql`(business_date <= ${business_date}::date and (business_date < ${business_date}::date
    or at < ${at.toISOString()}::timestamptz
    or (at = ${at.toISOString()}::timestamptz and (journal_id, seq) > (${journal_id}::uuid, ${seq}::int8))))`;
}
