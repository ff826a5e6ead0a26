import { type Kysely, type Selectable, sql } from 'kysely';
import Type from 'typebox';
import type { OrderState } from '#contracts/http/channel-api.ts';
import { parse } from '#contracts/schema.ts';
import type { ChannelOrder, ChannelOrderLine } from '#domain/fulfilment/channel-order.ts';
import { leftOf } from '#domain/fulfilment/fulfilment-sums.ts';
import { channelLineOf } from '#domain/fulfilment/known-channel-order.ts';
import { orderAllows } from '#domain/fulfilment/order-state.ts';
import { shownPickupCode } from '#domain/fulfilment/pickup-code.ts';
import { type Channel, orderIdOf } from '#sync-server/channels/read-channel.ts';
import { readOrderCharges, readOrderLines } from '#sync-server/db/read-order-parts.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readTexts } from '#sync-server/db/vault.ts';
import { readSiteOrder } from './generic-orders.ts';

/** How an order of a site stands, here and in its stores; undefined where it placed none such. */
export async function readOrderState(
  db: Kysely<Tables>,
  { channelId }: Channel,
  orderRef: string,
): Promise<OrderState | undefined> {
  const site = await readSiteOrder(db, channelId, orderRef);
  if (!site) return undefined;
  const orderId = orderIdOf(channelId, orderRef);
  const order = await db.selectFrom('online_order').selectAll().where('order_id', '=', orderId).executeTakeFirst();
  const lines = await readOrderLines(db, orderId);
  const charges = await readOrderCharges(db, orderId);
  const looked = await db
    .selectFrom('channel_order')
    .select('unmapped')
    .where('order_id', '=', orderId)
    .executeTakeFirst();
  const { customer, note, deliveries, number, placedAt, updatedAt, currency } = site;
  return {
    ...{ orderRef, orderId, number, placedAt, currency },
    updatedAt: laterOf(updatedAt, order?.changed_at),
    placed: order !== undefined,
    unmapped: looked?.unmapped.map(({ channelLineId }) => channelLineId) ?? [],
    ...statesOf(site, order),
    customer,
    ...(note === undefined ? {} : { note }),
    deliveries: deliveries.map(({ externalLocationId, address, ...delivery }) => ({
      ...delivery,
      ...(externalLocationId === undefined ? {} : { storeId: externalLocationId }),
      ...(address === undefined ? {} : { address: { ...address, lines: [...address.lines] } }),
    })),
    lines: site.lines.map((line) => lineState(line, lines)),
    charges: order
      ? charges.map((row) => ({
          ...{ chargeId: row.charge_id, kind: row.kind, name: row.name, amount: row.amount, cancelled: row.cancelled },
        }))
      : site.charges.map(({ channelChargeId: chargeId, kind, name, amount, cancelled }) => {
          return { chargeId, kind, name, amount, cancelled };
        }),
    fulfilments: await readFulfilments(db, orderId),
  };
}

type OrderRow = Selectable<Tables['online_order']>;
type LineRow = Selectable<Tables['online_order_line']>;

function statesOf({ lines, charges }: ChannelOrder, order: OrderRow | undefined) {
  if (!order) {
    const bought = lines.reduce((sum, line) => sum + line.amount - line.cancelled.amount, 0);
    const total = charges.reduce((sum, charge) => sum + charge.amount - charge.cancelled, bought);
    const money = { authorised: 0, voided: 0, captured: 0, refunded: 0 };
    const may = { change: true, cancel: true, return: false };
    return { total, payment: 'unpaid', fulfilment: 'unassigned', return: 'none', money, may };
  }
  const { authorised, voided, captured, refunded } = order;
  const states = { fulfilment: order.fulfilment_state, payment: order.payment_state, return: order.return_state };
  return {
    total: order.total,
    ...states,
    money: { authorised, voided, captured, refunded },
    may: {
      change: orderAllows('amend', states),
      cancel: orderAllows('cancel', states),
      return: orderAllows('ask-return', states),
    },
  };
}

function laterOf(updatedAt: string, changedAt: Date | undefined): string {
  const changed = changedAt?.toISOString() ?? '';
  return changed > updatedAt ? changed : updatedAt;
}

/** A site's line, with the sums of all that stands for it. */
function lineState(line: ChannelOrderLine, rows: readonly LineRow[]): OrderState['lines'][number] {
  const own = rows.filter(({ line_id }) => channelLineOf(line_id) === line.channelLineId);
  const sum = (of: (row: LineRow) => number) => own.reduce((total, row) => total + of(row), 0);
  const { channelLineId: lineId, name, deliveryId } = line;
  const [first] = own;
  return {
    ...{ lineId, name, deliveryId },
    variantId: first?.variant_id ?? null,
    sku: first?.sku ?? line.sku ?? null,
    unit: first?.unit ?? null,
    ordered: first ? sum((row) => row.ordered) : line.quantity,
    amount: first ? sum((row) => row.amount) : line.amount,
    cancelled: first ? sum((row) => row.cancelled) : line.cancelled.quantity,
    ready: sum((row) => row.staged),
    gone: sum((row) => row.gone),
    returnAsked: sum((row) => row.return_asked),
    returned: sum((row) => row.returned),
  };
}

async function readFulfilments(db: Kysely<Tables>, orderId: string): Promise<OrderState['fulfilments']> {
  const rows = await db
    .selectFrom('fulfilment')
    .leftJoin('store', 'store.location_id', 'fulfilment.location_id')
    .select(['fulfilment_id', 'delivery_id', 'store_id', 'method', 'state', 'promised_by', 'ready_at'])
    .where('order_id', '=', orderId)
    .orderBy('assigned_at')
    .orderBy('fulfilment_id')
    .execute();
  const ids = rows.map(({ fulfilment_id }) => fulfilment_id);
  const lines = await db
    .selectFrom('fulfilment_line')
    .selectAll()
    .where('fulfilment_id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('line_id')
    .execute();
  const parcels = await readParcels(db, ids);
  const codes = await readTexts(
    db,
    rows.flatMap(({ fulfilment_id, method, state }) => (method === 'pickup' && HELD.has(state) ? [fulfilment_id] : [])),
  );
  return rows.map((row) => ({
    fulfilmentId: row.fulfilment_id,
    deliveryId: row.delivery_id,
    storeId: row.store_id,
    method: row.method,
    state: row.state,
    promisedBy: row.promised_by?.toISOString() ?? null,
    readyAt: row.ready_at?.toISOString() ?? null,
    pickupCode: shownOrNull(codes.get(row.fulfilment_id)),
    lines: lines
      .filter(({ fulfilment_id }) => fulfilment_id === row.fulfilment_id)
      .map((line) => ({
        lineId: channelLineOf(line.line_id),
        quantity: Math.max(0, line.assigned - line.released),
        gone: leftOf({ ...line, lineId: line.line_id, handedOver: line.handed_over, putBack: line.put_back }),
      })),
    parcels: parcels.get(row.fulfilment_id) ?? [],
  }));
}

/** States in which goods lie ready for whoever shows the code. */
const HELD: ReadonlySet<string> = new Set(['ready', 'partly-gone']);

function shownOrNull(code: string | undefined): string | null {
  return code === undefined ? null : shownPickupCode(code);
}

const Parcels = Type.Array(
  Type.Object({
    carrier: Type.String(),
    tracking: Type.Optional(Type.String()),
    trackingUrl: Type.Optional(Type.String()),
  }),
);

async function readParcels(db: Kysely<Tables>, fulfilmentIds: readonly string[]) {
  const rows = await db
    .selectFrom('online_order_event')
    .select(['fulfilment_id', 'detail'])
    .where('kind', '=', 'fulfilment.shipped')
    .where('fulfilment_id', '=', sql<string>`any(${[...fulfilmentIds]}::uuid[])`)
    .orderBy('at')
    .execute();
  const parcels = new Map<string, OrderState['fulfilments'][number]['parcels']>();
  for (const { fulfilment_id, detail } of rows) {
    const read = parse(Parcels, detail.parcels);
    if (!read.ok || fulfilment_id === null) continue;
    const shown = read.value.map(({ carrier, tracking, trackingUrl }) => ({
      carrier,
      ...(tracking === undefined ? {} : { tracking }),
      ...(trackingUrl === undefined ? {} : { trackingUrl }),
    }));
    parcels.set(fulfilment_id, [...(parcels.get(fulfilment_id) ?? []), ...shown]);
  }
  return parcels;
}
