import { type Kysely, sql } from 'kysely';
import Type from 'typebox';
import { parseJson, Text } from '#contracts/schema.ts';
import type { FulfilmentView } from '#contracts/views/fulfilment.ts';
import { ENDED_STATES } from '#domain/fulfilment/fulfilment-state.ts';
import { type Parcel, readParcels } from '#sync-server/db/read-parcels.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readTexts } from '#sync-server/db/vault.ts';
import { SERVER_STORE } from '#sync-server/ingest/book/book-fact.ts';
import { reachOf } from '#sync-server/messages/reach.ts';

/** A till's goods for later were sold already; everything else is paid through its channel. */
interface Row {
  fulfilment_id: string;
  order_id: string;
  number: string;
  channel_id: string;
  channel_name: string;
  method: 'pickup' | 'ship';
  location_id: string;
  placed_at: Date;
  assigned_at: Date;
  promised_by: Date | null;
  kept_until: Date | null;
  customer_id: string | null;
  note_id: string | null;
  member_id: string | null;
  accepted: boolean;
  refused: boolean;
  readied: boolean;
  expired: boolean;
  bags: number | null;
  place_id: string | null;
  claimed_by: string | null;
  to_pay: number;
  currency: string;
  pickup: NonNullable<FulfilmentView['pickup']> | null;
  due_at: Date | null;
  together: string[] | null;
}

/**
 * What a store is to do of orders, as its feed has it: those of some ids that its location promised and that have not ended. The name is
 * as the customer is called; whoever was erased has none.
 */
export async function readFulfilmentViews(
  db: Kysely<Tables>,
  storeId: string,
  fulfilmentIds: readonly string[],
): Promise<FulfilmentView[]> {
  const rows = await readRows(db, storeId, fulfilmentIds);
  if (rows.length === 0) return [];
  const ids = rows.map(({ fulfilment_id }) => fulfilment_id);
  const parcels = await readParcels(db, ids);
  const [lines, texts, marks] = [
    await readLines(db, ids),
    await readTexts(
      db,
      rows.flatMap(({ customer_id, note_id }) => [customer_id ?? [], note_id ?? []].flat()),
    ),
    await readMarks(db, storeId),
  ];
  return rows.map((row): FulfilmentView => {
    const name = nameIn(texts.get(row.customer_id ?? ''));
    const note = texts.get(row.note_id ?? '');
    const { accepted, refused, readied, expired } = row;
    return {
      ...{ fulfilmentId: row.fulfilment_id, orderId: row.order_id, number: row.number, channelId: row.channel_id },
      ...{ channelName: row.channel_name, method: row.method, locationId: row.location_id },
      ...{ placedAt: row.placed_at.toISOString(), assignedAt: row.assigned_at.toISOString() },
      ...(row.promised_by ? { promisedBy: row.promised_by.toISOString() } : {}),
      ...(row.kept_until ? { keptUntil: row.kept_until.toISOString() } : {}),
      ...(name === undefined ? {} : { customerName: name }),
      reach: reachOf(texts.get(row.customer_id ?? '')).medium,
      ...(row.member_id === null ? {} : { memberId: row.member_id }),
      ...(note === undefined || note === '' ? {} : { note: note.slice(0, TEXT_MAX) }),
      lines: lines.filter(({ fulfilmentId }) => fulfilmentId === row.fulfilment_id).map(({ line }) => line),
      ...{ accepted, refused, readied, expired },
      ...(row.bags === null ? {} : { bags: row.bags }),
      ...(row.place_id === null ? {} : { placeId: row.place_id }),
      ...(row.together ? { together: row.together } : {}),
      ...(row.claimed_by === null ? {} : { claimedBy: row.claimed_by }),
      ...{ toPay: row.to_pay, currency: row.currency },
      ...(row.pickup ? { pickup: row.pickup } : {}),
      ...packed(parcels, row.fulfilment_id),
      marks,
    };
  });
}

function packed(parcels: readonly Parcel[], ofId: string): Pick<FulfilmentView, 'parcels'> {
  const here = parcels.filter(({ fulfilmentId, state }) => fulfilmentId === ofId && state === 'packed');
  return here.length === 0 ? {} : { parcels: here.map(({ fulfilmentId: _, state: __, ...parcel }) => parcel) };
}

const TEXT_MAX = 500;
const NAMED = Type.Object({ name: Text });

/** A customer's profile is JSON with their name; anything else of it is no store's to see. */
export function nameIn(profile: string | undefined): string | undefined {
  if (profile === undefined) return undefined;
  const parsed = parseJson(NAMED, profile);
  return parsed.ok ? parsed.value.name : undefined;
}

async function readRows(db: Kysely<Tables>, storeId: string, fulfilmentIds: readonly string[]): Promise<Row[]> {
  const ended = [...ENDED_STATES];
  const { rows } = await sql<Row>`
    select fulfilment.*, number, online_order.channel_id, channel.name as channel_name, placed_at, customer_id, note_id,
      member_id, currency, due_at,
      (select array_agg(other.fulfilment_id order by other.assigned_at, other.fulfilment_id)
        from fulfilment as other join online_order as placed on placed.order_id = other.order_id
        where other.location_id = fulfilment.location_id and other.fulfilment_id <> fulfilment.fulfilment_id
          and other.method = 'pickup' and fulfilment.method = 'pickup'
          and other.state in ('new', 'accepted', 'picking', 'picked', 'ready')
          and (placed.member_id = online_order.member_id or placed.customer_id = online_order.customer_id)) as together,
      case when ready_at is null then null
        else ready_at + make_interval(days => (channel.channel ->> 'keptDays')::int) end as kept_until,
      case when ticket_id is not null then 0
        else greatest(0, total - (captured - refunded) - (authorised - voided)) end as to_pay
    from fulfilment join online_order using (order_id) join channel on channel.channel_id = online_order.channel_id
      join store on store.location_id = fulfilment.location_id
    where store.store_id = ${storeId} and fulfilment_id = any(${[...fulfilmentIds]}::uuid[])
      and not state = any(${ended}::text[])`.execute(db);
  return rows;
}

type ViewLine = FulfilmentView['lines'][number];

async function readLines(
  db: Kysely<Tables>,
  fulfilmentIds: readonly string[],
): Promise<{ fulfilmentId: string; line: ViewLine }[]> {
  const among = sql<string>`any(${[...fulfilmentIds]}::uuid[])`;
  const rows = await db
    .selectFrom('fulfilment_line as part')
    .innerJoin('fulfilment', 'fulfilment.fulfilment_id', 'part.fulfilment_id')
    .innerJoin('online_order_line as line', (join) =>
      join.onRef('line.order_id', '=', 'fulfilment.order_id').onRef('line.line_id', '=', 'part.line_id'),
    )
    .leftJoin('home_place', (join) =>
      join
        .onRef('home_place.location_id', '=', 'fulfilment.location_id')
        .onRef('home_place.variant_id', '=', 'line.variant_id'),
    )
    .select('home_place.place_id')
    .select(['part.fulfilment_id', 'part.line_id', 'line.variant_id', 'sku', 'name', 'unit', 'amount', 'ordered'])
    .select([
      'minimum_age',
      'substitution',
      'assigned',
      'released',
      'picked',
      'short',
      'handed_over',
      'shipped',
      'put_back',
    ])
    .where('part.fulfilment_id', '=', among)
    .orderBy('line_no')
    .execute();
  const taken = await db
    .selectFrom('fulfilment_goods')
    .select(['fulfilment_id', 'line_id', 'variant_id', 'substitute'])
    .where('fulfilment_id', '=', among)
    .where('substitute', 'is not', null)
    .orderBy('variant_id')
    .execute();
  return rows.map((row) => {
    const substitutes = taken.flatMap(({ fulfilment_id, line_id, variant_id, substitute }) => {
      if (fulfilment_id !== row.fulfilment_id || line_id !== row.line_id || !substitute) return [];
      return [{ variantId: variant_id, sku: substitute.sku, name: substitute.name, quantity: substitute.quantity }];
    });
    const line: ViewLine = {
      ...{ lineId: row.line_id, variantId: row.variant_id, sku: row.sku, name: row.name, unit: row.unit },
      ...{ amount: row.amount, ordered: row.ordered },
      ...(row.minimum_age === null ? {} : { minimumAge: row.minimum_age }),
      ...(row.place_id === null ? {} : { placeId: row.place_id }),
      ...(row.substitution === null ? {} : { substitution: row.substitution }),
      ...{ assigned: row.assigned, released: row.released, picked: row.picked, short: row.short },
      ...{ handedOver: row.handed_over, shipped: row.shipped, putBack: row.put_back },
      ...(substitutes.length === 0 ? {} : { substitutes }),
    };
    return { fulfilmentId: row.fulfilment_id, line };
  });
}

async function readMarks(db: Kysely<Tables>, storeId: string): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('journal')
    .select(['journal_id', 'watermark'])
    .where('store_id', 'in', [storeId, SERVER_STORE])
    .execute();
  return Object.fromEntries(rows.map(({ journal_id, watermark }) => [journal_id, watermark]));
}
