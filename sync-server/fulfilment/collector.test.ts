import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { enrolMember } from '#sync-server/commands/enrol-member.ts';
import { readTexts } from '#sync-server/db/vault.ts';
import { workOrders } from '#sync-server/fulfilment/work-orders.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { captured, channelTells, openOnlineChannel, testOrder } from '#tests/fixtures/test-online.ts';
import { enrolTestRegister, productOf } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { STORE } from '#tests/fixtures/test-shop.ts';
import { byManager } from '#tests/fixtures/test-stock.ts';

const shop = openTestServer();
openManager(shop);

test('who collected for a member is not kept once the member is erased, also where it is told late', async () => {
  const { context } = shop.server;
  const channel = await openOnlineChannel(context);
  const till = await enrolTestRegister(shop.server);
  const enrolled = await enrolMember(context, { name: 'Ada', cardNumber: randomUUID() });
  if (!enrolled.ok) throw new Error(enrolled.reason);
  const { memberId } = enrolled;
  const collectorIds: string[] = [];
  for (const isLate of [false, true]) {
    const order = await testOrder(shop.server, [{ sku: 'P1', quantity: 1 }], { memberId });
    await channelTells(context, channel, [{ kind: 'order.placed', payload: order }, captured(order)]);
    await workOrders(context);
    const { fulfilment_id: fulfilmentId } = await context.db
      .selectFrom('fulfilment')
      .select('fulfilment_id')
      .where('order_id', '=', order.orderId)
      .executeTakeFirstOrThrow();
    const { variantId } = await productOf(shop.server, 'P1');
    const locationId = `${STORE}-shelf`;
    const collectorId = randomUUID();
    collectorIds.push(collectorId);
    if (!isLate) await till.send('PUT', `/vault/${collectorId}`, { text: 'Ben' });
    await till.push([
      byManager(till, 'fulfilment.decided', { fulfilmentId, decision: 'accept' }),
      byManager(till, 'pick.recorded', { fulfilmentId, locationId, lines: [{ lineId: 'L1', variantId, picked: 1 }] }),
      byManager(till, 'fulfilment.handed-over', {
        ...{ fulfilmentId, locationId, lines: [{ lineId: 'L1', variantId, quantity: 1 }] },
        ...{ proof: { kind: 'identity' as const }, collector: 'other' as const, collectorId },
      }),
    ]);
  }
  expect((await readTexts(context.db, collectorIds)).size).toBe(1);
  await till.send('POST', `/members/${memberId}/erase`, {}, MANAGER);
  await till.send('PUT', `/vault/${collectorIds[1]}`, { text: 'Ben' });
  expect((await readTexts(context.db, collectorIds)).size).toBe(0);
});
