import { type Kysely, sql } from 'kysely';
import { dated } from '#contracts/dated.ts';
import type { HistoryRow, MemberHistory } from '#contracts/http/members.ts';
import { Instant, parse } from '#contracts/schema.ts';
import { receiptText } from '#domain/receipt/receipt-text.ts';
import { membersWith } from '#sync-server/db/member-group.ts';
import type { Tables } from '#sync-server/db/tables.ts';

const PAGE = 20;

interface Row extends Omit<HistoryRow, 'at' | 'number'> {
  at: Date;
  series: string;
  /** A receipt's; null of an online order. */
  receipt: number | null;
}

/**
 * What was bought in stores and online by a member and whoever was merged with them, newest first, a page of it. An online order is one
 * row: tickets that its channel's journal made of it are in it. Where there is no such member it is empty; what is no cursor is the beginning.
 */
export async function readMemberHistory(db: Kysely<Tables>, memberId: string, cursor = ''): Promise<MemberHistory> {
  const group = await membersWith(db, [memberId]);
  const members = sql`any(${group}::text[])`;
  const after = readCursor(cursor);
  const since = after
    ? sql`where at < ${after.at}::timestamptz or (at = ${after.at}::timestamptz and id > ${after.id})`
    : sql``;
  const { rows } = await sql<Row & { id: string }>`select * from (
      select 'receipt' as kind, order_id as "orderId", 'receipt/' || order_id as id, receipt_series as series, receipt_number as receipt,
        at, coalesce(store.settings ->> 'name', customer_order.store_id) as place, first_name as first, items::int8 as items,
        total + rounding as total, currency
      from customer_order left join store using (store_id)
      where member_id = ${members} and not exists (select from channel where channel.journal_id = customer_order.journal_id)
      union all
      select 'online-order', order_id, 'online/' || order_id, number, null, placed_at, coalesce(channel.name, online_order.channel_id),
        coalesce((select name from online_order_line as line where line.order_id = online_order.order_id order by line_no limit 1), ''),
        (select count(*)::int8 from online_order_line as line where line.order_id = online_order.order_id), total, currency
      from online_order left join channel using (channel_id)
      where member_id = ${members}
    ) as bought ${since} order by at desc, id limit ${PAGE + 1}`.execute(db);
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  return {
    rows: page.map(({ id: _, series, receipt, at, ...row }) => ({
      ...row,
      number: receipt === null ? series : receiptText({ series, number: receipt }),
      at: at.toISOString(),
    })),
    next: last ? Buffer.from(`${last.at.toISOString()} ${last.id}`).toString('base64url') : null,
  };
}

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ((?:receipt|online)\/[0-9a-f-]{36})$/;

const POSSIBLE = dated(Instant);

function readCursor(cursor: string): { at: string; id: string } | null {
  const [, at, id] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return at === undefined || id === undefined || !parse(POSSIBLE, at).ok ? null : { at, id };
}
