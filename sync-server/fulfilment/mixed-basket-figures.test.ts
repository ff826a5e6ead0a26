import { beforeAll, expect, test } from 'vitest';
import { isPostage } from '#domain/order/cart-deliveries.ts';
import { checkRollups } from '#sync-server/views/check-rollups.ts';
import { basketOf, giveBack, type MixedBasket, POSTAGE, sendOff } from '#tests/fixtures/mixed-basket.ts';
import { openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, STORE } from '#tests/fixtures/test-shop.ts';
import { byManager, worthOf } from '#tests/fixtures/test-stock.ts';
import { cancellation, cancelOrder } from './decide-order.ts';
import { decideUncovered } from './decide-uncovered.ts';
import { lockOrderTerms } from './read-order-terms.ts';
import { workOrders } from './work-orders.ts';

const shop = openTestServer();
openManager(shop);
const HERE = `${STORE}-shelf`;
const THERE = `${OTHER_STORE}-shelf`;

let till: TestRegister;
beforeAll(async () => {
  if (!shop.missing) till = await enrolTestRegister(shop.server);
});

async function sell(sku: string): Promise<MixedBasket> {
  const sale = await basketOf(shop.server, sku);
  const { ticket, ticketId: id, placed } = sale;
  await till.push([till.sale([], { id, change: ticket }), till.fact('order.placed', placed)]);
  await workOrders(shop.server.context);
  return sale;
}

function fulfilmentsOf(orderId: string) {
  return shop.server.context.db
    .selectFrom('fulfilment')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('method')
    .execute();
}

async function refundsDue(orderId: string) {
  const { db } = shop.server.context;
  const rows = await db.selectFrom('exception').selectAll().where('code', '=', 'refund-at-counter').execute();
  return rows.filter(({ detail }) => detail.orderId === orderId);
}

/** What each line of a sale cost, and how much of it is to leave. */
async function costsOf({ ticketId }: MixedBasket) {
  const rows = await shop.server.context.db
    .selectFrom('customer_order')
    .innerJoin('order_line', (join) =>
      join
        .onRef('order_line.journal_id', '=', 'customer_order.journal_id')
        .onRef('order_line.seq', '=', 'customer_order.seq'),
    )
    .select(['line_id', 'cost', 'to_leave', 'cost_of_sales', 'customer_order.uncosted'])
    .where('order_id', '=', ticketId)
    .orderBy('line_id')
    .execute();
  const [first] = rows;
  const lines = rows.map(({ line_id, cost, to_leave }) => [line_id.split(':')[0], cost, to_leave]);
  return { lines, cost: first?.cost_of_sales, uncosted: first?.uncosted };
}

test('what was left for later costs its ticket something once it leaves, and takes that off again when it comes back', async () => {
  const { context } = shop.server;
  const { variantId } = await productOf(shop.server, 'P5');
  const line = { variantId, quantity: 10, cost: 5000 };
  await till.push([byManager(till, 'stock.received', { locationId: HERE, reason: 'delivery', lines: [line] })]);
  const sale = await sell('P5');
  const [unit = 0, tax = 0] = sale.ticket.lines
    .filter(({ id }) => id === 'C')
    .flatMap(({ amount, taxes }) => [amount, taxes[0]?.amount ?? 0]);
  const [, , , postage] = sale.ticket.lines;
  const sent = (postage?.amount ?? 0) - (postage?.taxes[0]?.amount ?? 0);
  const untaxed = unit - tax;
  const before = [
    ['A', 250, 0],
    ['B', 0, 1],
    ['C', 0, 1],
    ['charge', 0, 0],
  ];
  expect(await costsOf(sale)).toEqual({ lines: before, cost: 250, uncosted: 2 * untaxed + sent });
  await sendOff(context, till, sale);
  await workOrders(context);
  const after = [
    ['A', 250, 0],
    ['B', 0, 1],
    ['C', 250, 0],
    ['charge', 0, 0],
  ];
  expect(await costsOf(sale)).toEqual({ lines: after, cost: 500, uncosted: untaxed + sent });
  expect(await checkRollups(context.db)).toMatchObject({ ok: true });
  await till.push([giveBack(till, sale, ['A', 'C'], 'restock'), giveBack(till, sale, ['B'], 'undelivered')]);
  expect(await worthOf(context, variantId)).toMatchObject({ onHand: 20, value: 5000 });
  await workOrders(context);
  const { db } = context;
  const back = await db
    .selectFrom('return_line')
    .select(['cost', 'condition'])
    .where('source_order_id', '=', sale.ticketId)
    .execute();
  expect(back.map(({ cost, condition }) => [condition, cost]).sort()).toEqual([
    ['restock', -250],
    ['restock', -250],
    ['undelivered', 0],
  ]);
  expect(await checkRollups(context.db)).toMatchObject({ ok: true });
});

test('with the last of a delivery its postage is due back', async () => {
  const { context } = shop.server;
  const sale = await sell('P6');
  const change = { lines: [{ lineId: 'C', quantity: 1 }], reason: 'sold-out' };
  expect(await cancelOrder(context, sale.orderId, change, null)).toEqual({ ok: true });
  await workOrders(context);
  const amount = (sale.ticket.lines.find(({ id }) => id === 'C')?.amount ?? 0) + POSTAGE.amount;
  expect(await refundsDue(sale.orderId)).toMatchObject([{ status: 'open', amount }]);
  const postage = sale.ticket.lines.find(isPostage)?.id ?? '';
  await till.push([giveBack(till, sale, ['C', postage], 'undelivered')]);
  await workOrders(context);
  expect(await refundsDue(sale.orderId)).toMatchObject([{ status: 'resolved' }]);
});

test('where prices exclude tax, what is cancelled is what a return gives back, to the unit', async () => {
  const { context } = shop.server;
  const sale = await sell('P7');
  const terms = await context.db.transaction().execute((db) => lockOrderTerms(db, sale.orderId));
  const [line] = terms?.lines ?? [];
  if (!terms || !line) throw new Error('an order');
  const taxes = [{ code: 'S', ratePpm: 40_000, base: 100, amount: 4 }];
  const three = { ...line, ordered: 3, amount: 104, taxes };
  const off = cancellation(
    { ...terms, pricesIncludeTax: false, lines: [three] },
    { lines: [{ lineId: line.lineId, quantity: 1 }], reason: 'customer' },
  );
  // 33.33 and 1.33, as `returnLine` rounds each.
  expect(off?.lines).toEqual([{ lineId: line.lineId, quantity: 1, amount: 34 }]);
});

test('nothing is sold in place of what a ticket sold: its money is given back once', async () => {
  const { context } = shop.server;
  const sale = await sell('P8');
  expect(sale.placed.lines.map(({ substitution }) => substitution)).toEqual(['none', 'none']);
  const [pickup] = await fulfilmentsOf(sale.orderId);
  const detail = {
    orderId: sale.orderId,
    lineId: 'B',
    fulfilmentId: pickup?.fulfilment_id,
    quantity: 1,
    locationId: THERE,
  };
  const decide = (decision: Parameters<typeof decideUncovered>[3]) =>
    context.ingest.store.transaction((tx) => decideUncovered(context, tx, detail, decision));
  expect(await decide({ choice: 'substitute', sku: 'P1' })).toBeNull();
  expect(await decide({ choice: 'cancel-line' })).not.toBeNull();
});
