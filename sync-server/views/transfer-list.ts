import { type Kysely, sql } from 'kysely';
import type { TransferList, TransferQuery, TransferRow } from '#contracts/http/stock.ts';
import { missingOf } from '#domain/stock/transfer.ts';
import type { Tables } from '#sync-server/db/tables.ts';

const TRANSFERS = 100;

interface Row {
  transfer_id: string;
  from_location_id: string | null;
  from_name: string | null;
  to_location_id: string;
  to_name: string | null;
  sent_at: Date | null;
  complete: boolean;
  lines: { variantId: string; sent: number; accepted: number; damaged: number }[];
}

/** Transfers from or to a location, newest first. Open is one of which something may still arrive. */
export async function readTransfers(
  db: Kysely<Tables>,
  locationId: string,
  { open, limit = TRANSFERS }: TransferQuery,
): Promise<TransferList> {
  const { rows } = await sql<Row>`
    select transfer_id, from_location_id, sender.settings ->> 'name' as from_name, to_location_id,
      receiver.settings ->> 'name' as to_name, sent_at, complete,
      (select coalesce(jsonb_agg(jsonb_build_object('variantId', variant_id, 'sent', sent, 'accepted', accepted, 'damaged', damaged)
        order by variant_id), '[]') from transfer_line where transfer_line.transfer_id = transfer.transfer_id) as lines
    from transfer
      left join store as sender on sender.location_id = from_location_id
      left join store as receiver on receiver.location_id = to_location_id
    where (from_location_id = ${locationId} or to_location_id = ${locationId})
      ${open ? sql`and ${OPEN_TRANSFER}` : sql``}
    order by coalesce(sent_at, heard_at) desc, transfer_id limit ${limit}`.execute(db);
  return { transfers: rows.map(transferRow) };
}

/** Of `transfer`: something may still arrive. */
export const OPEN_TRANSFER = sql`not complete and (sent_at is null or exists (select from transfer_line
  where transfer_line.transfer_id = transfer.transfer_id and sent > accepted + damaged))`;

function transferRow(row: Row): TransferRow {
  const lines = row.lines.map((line) => ({ ...line, missing: missingOf(line) }));
  return {
    transferId: row.transfer_id,
    fromLocationId: row.from_location_id,
    fromName: row.from_name ?? row.from_location_id,
    toLocationId: row.to_location_id,
    toName: row.to_name ?? row.to_location_id,
    sentAt: row.sent_at?.toISOString() ?? null,
    status: statusOf(row, lines),
    lines,
  };
}

function statusOf({ complete, sent_at }: Row, lines: TransferRow['lines']): TransferRow['status'] {
  const isAllHere = sent_at !== null && lines.every(({ missing }) => missing <= 0);
  if (complete || isAllHere) return 'accepted';
  return lines.some(({ accepted, damaged }) => accepted + damaged > 0) ? 'partly-accepted' : 'in-transit';
}
