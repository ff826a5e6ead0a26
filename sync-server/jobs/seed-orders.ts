import type { OrderRequest } from '#contracts/http/channel-api.ts';
import { placeSiteOrder } from '#sync-server/channels/generic/site-requests.ts';
import { orderIdOf, readChannel } from '#sync-server/channels/read-channel.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { chooseLocation } from '#sync-server/fulfilment/decide-order.ts';
import { workOrders } from '#sync-server/fulfilment/work-orders.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';
import { DEMO_CHANNEL } from './seed-storefront.ts';

/** How far an order of the demo was worked. */
type Worked = 'new' | 'accepted' | 'picking' | 'ready';

/** Of resources/demo/products.csv.gz, at their prices there. */
const goods = (sku: string, price: number) => (quantity: number) => [sku, quantity, quantity * price] as const;
const [TAPES, RUBBER] = [goods('10125', 85), goods('10120', 21)];
const [GLOBE, CACTUS] = [goods('10002', 85), goods('10080', 39)];

interface DemoOrder {
  number: string;
  customer: string;
  method: 'pickup' | 'ship';
  /** What, how many of it, and what they cost, minor units. */
  goods: readonly (readonly [sku: string, quantity: number, amount: number])[];
  worked: Worked;
}

const ORDERS: readonly DemoOrder[] = [
  { number: 'D1001', customer: 'Grace Okafor', method: 'pickup', goods: [TAPES(2), RUBBER(1)], worked: 'new' },
  { number: 'D1002', customer: 'Li Wei', method: 'ship', goods: [GLOBE(1)], worked: 'new' },
  { number: 'D1003', customer: 'Tom Baker', method: 'pickup', goods: [CACTUS(2)], worked: 'accepted' },
  { number: 'D1004', customer: 'Maria Rossi', method: 'ship', goods: [TAPES(1), RUBBER(1)], worked: 'picking' },
  { number: 'D1005', customer: '王芳', method: 'pickup', goods: [TAPES(1)], worked: 'ready' },
];
const ADDRESS = { lines: ['1 Park Row'], postalCode: 'LS1 4DY', city: 'Leeds', country: 'GB' };

/** Lets a few orders of the demo's site wait on its first store's board, in each state one or two. Once. */
export async function seedOrders(context: ServerContext): Promise<void> {
  const channel = await readChannel(context.db, DEMO_CHANNEL);
  const known = await context.db
    .selectFrom('online_order')
    .select('order_id')
    .where('channel_id', '=', DEMO_CHANNEL)
    .limit(1)
    .execute();
  if (!channel || known.length > 0) return;
  for (const order of ORDERS) {
    const placed = await placeSiteOrder(context, channel, requestOf(channel.storeId, order));
    if (!placed.ok) throw new Error(`demo order ${order.number}: ${placed.code}`);
  }
  await workOrders(context);
  for (const { number, worked } of ORDERS) {
    const orderId = orderIdOf(channel.channelId, number);
    await chooseLocation(context, orderId, { locationId: channel.store.locationId }, null);
    await work(context, orderId, worked);
  }
}

function requestOf(storeId: string, { number, customer, method, goods }: DemoOrder): OrderRequest {
  const to = method === 'ship' ? { method, address: { name: customer, ...ADDRESS } } : { method, storeId };
  return {
    ...{ orderRef: number, number, customer: { name: customer } },
    deliveries: [{ id: '1', ...to }],
    lines: goods.map(([sku, quantity, amount]) => ({ lineId: sku, sku, quantity, amount })),
    payments: [
      { paymentId: `pay-${number}`, step: 'captured', amount: goods.reduce((sum, [, , amount]) => sum + amount, 0) },
    ],
  };
}

/** What a store would have witnessed, up to some state. */
async function work(context: ServerContext, orderId: string, worked: Worked): Promise<void> {
  if (worked === 'new') return;
  const rows = await context.db
    .selectFrom('fulfilment')
    .innerJoin('fulfilment_line as line', 'line.fulfilment_id', 'fulfilment.fulfilment_id')
    .select(['fulfilment.fulfilment_id', 'location_id', 'line_id', 'variant_id', 'assigned'])
    .where('order_id', '=', orderId)
    .orderBy('line_id')
    .execute();
  const [first] = rows;
  if (!first?.location_id) return;
  const { fulfilment_id: fulfilmentId, location_id: locationId } = first;
  const lines = rows
    .slice(0, worked === 'picking' ? 1 : rows.length)
    .flatMap(({ line_id: lineId, variant_id: variantId, assigned }) =>
      variantId === null ? [] : [{ lineId, variantId, picked: assigned }],
    );
  const accepted: ServerDraft = { kind: 'fulfilment.decided', payload: { fulfilmentId, decision: 'accept' } };
  const picked: ServerDraft = { kind: 'pick.recorded', payload: { fulfilmentId, locationId, lines } };
  const readied: ServerDraft = { kind: 'fulfilment.readied', payload: { fulfilmentId, bags: 1 } };
  const said = { accepted: [accepted], picking: [accepted, picked], ready: [accepted, picked, readied] }[worked];
  await appendFacts(context, async () => ({ facts: said, answer: null }));
}
