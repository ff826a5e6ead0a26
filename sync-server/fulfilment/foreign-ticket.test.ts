import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { workOrders } from '#sync-server/fulfilment/work-orders.ts';
import { openManager } from '#tests/fixtures/test-day.ts';
import { captured, channelTells, openOnlineChannel, testOrder } from '#tests/fixtures/test-online.ts';
import { enrolTestRegister, productOf } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { STORE } from '#tests/fixtures/test-shop.ts';
import { byManager } from '#tests/fixtures/test-stock.ts';

const shop = openTestServer();
openManager(shop);

test('a till’s ticket that says it sold an online order is told, and its channel’s ticket is written all the same', async () => {
  const { context } = shop.server;
  const channel = await openOnlineChannel(context);
  const till = await enrolTestRegister(shop.server);
  const order = await testOrder(shop.server, [{ sku: 'P1', quantity: 1 }]);
  const { orderId } = order;
  await channelTells(context, channel, [{ kind: 'order.placed', payload: order }, captured(order)]);
  await workOrders(context);
  const { fulfilment_id: fulfilmentId } = await context.db
    .selectFrom('fulfilment')
    .select('fulfilment_id')
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow();
  const goods = await productOf(shop.server, 'P1');
  const { variantId } = goods;
  const locationId = `${STORE}-shelf`;
  const lines = [{ lineId: 'L1', variantId, quantity: 1 }];
  const sold = JSON.parse(till.clone().sale([goods]).body).payload.lines;
  const change = { onlineOrderId: orderId, fulfilmentId, lines: [{ ...sold[0], id: 'L1' }] };
  const id = randomUUID();
  await till.push([
    byManager(till, 'fulfilment.decided', { fulfilmentId, decision: 'accept' }),
    byManager(till, 'pick.recorded', { fulfilmentId, locationId, lines: [{ lineId: 'L1', variantId, picked: 1 }] }),
    byManager(till, 'fulfilment.handed-over', {
      ...{ fulfilmentId, locationId, lines, proof: { kind: 'identity' as const }, collector: 'customer' as const },
    }),
    till.sale([goods], { id, change }),
  ]);
  await workOrders(context);
  const tickets = await context.db
    .selectFrom('online_order_ticket')
    .innerJoin('customer_order', 'customer_order.order_id', 'ticket_id')
    .select('journal_id')
    .where('online_order_ticket.order_id', '=', orderId)
    .execute();
  expect(tickets).toEqual([{ journal_id: channel.journalId }]);
  const told = await context.db
    .selectFrom('exception')
    .select('code')
    .where('journal_id', '=', till.journalId)
    .execute();
  expect(told.map(({ code }) => code)).toContain('payload-invalid');
});
