import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { simulatedCarrier, TROUBLE } from '#sync-server/carriers/simulated-carrier.ts';
import { withTimeLimit } from '#sync-server/carriers/time-limit.ts';
import type { Channel } from '#sync-server/channels/read-channel.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readFulfilmentViews } from '#sync-server/db/read-fulfilments.ts';
import { destroyKey, putText } from '#sync-server/db/vault.ts';
import { openManager } from '#tests/fixtures/test-day.ts';
import { captured, channelTells, openOnlineChannel, testOrder } from '#tests/fixtures/test-online.ts';
import { enrolTestRegister, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, STORE } from '#tests/fixtures/test-shop.ts';
import { byManager } from '#tests/fixtures/test-stock.ts';
import { cancelParcel, labelParcel, readParcelLabel } from './parcels.ts';
import { workOrders } from './work-orders.ts';

const shop = openTestServer();
openManager(shop);
const HERE = `${STORE}-shelf`;

let channel: Channel;
let till: TestRegister;
let context: ServerContext;
beforeAll(async () => {
  if (shop.missing) return;
  channel = await openOnlineChannel(shop.server.context);
  till = await enrolTestRegister(shop.server);
  context = { ...shop.server.context, carrier: simulatedCarrier() };
});

/** An order that is picked here, to be shipped. */
async function picked(postalCode = 'LS1 4DY', sku = 'P1') {
  const { db, random } = context;
  const addressId = randomUUID();
  const address = { name: 'Wang Li', lines: ['1 High Street'], postalCode, city: 'Leeds', country: 'GB' };
  await putText(db, addressId, JSON.stringify(address), random);
  const destination = { country: 'GB', postalCode };
  const order = await testOrder(shop.server, [{ sku, quantity: 2 }], {
    deliveries: [{ id: 'D1', method: 'ship', addressId, destination }],
  });
  await channelTells(context, channel, [{ kind: 'order.placed', payload: order }, captured(order)]);
  await workOrders(context);
  const { fulfilment_id: fulfilmentId } = await db
    .selectFrom('fulfilment')
    .select('fulfilment_id')
    .where('order_id', '=', order.orderId)
    .executeTakeFirstOrThrow();
  const { variantId } = order.lines[0] ?? { variantId: '' };
  await till.push([
    byManager(till, 'fulfilment.decided', { fulfilmentId, decision: 'accept' }),
    byManager(till, 'pick.recorded', {
      fulfilmentId,
      locationId: HERE,
      lines: [{ lineId: 'L1', variantId, picked: 2 }],
    }),
  ]);
  const parcel = (quantity: number, parcelId = randomUUID()) => {
    return { parcelId, grams: 900, lines: [{ lineId: 'L1', variantId, quantity }] };
  };
  const asker = { storeId: STORE, operatorId: null, fulfilmentId };
  return { order, addressId, fulfilmentId, asker, parcel };
}

async function packedOf(fulfilmentId: string): Promise<string[]> {
  const [view] = await readFulfilmentViews(context.db, STORE, [fulfilmentId]);
  return (view?.parcels ?? []).map(({ parcelId }) => parcelId);
}

test('what is packed gets a label, once, and the same label again; never more than lies there', async () => {
  const { fulfilmentId, asker, parcel } = await picked();
  const one = parcel(1);
  const made = await labelParcel(context, asker, one);
  expect(made).toMatchObject({ ok: true, label: { parcelId: one.parcelId, grams: 900, carrier: 'demo-parcel' } });
  expect(made.ok && made.label.to).toContain('Wang Li');
  expect(await labelParcel(context, asker, one)).toEqual(made);
  expect(await readParcelLabel(context, asker, one.parcelId)).toEqual(made);
  expect(await packedOf(fulfilmentId)).toEqual([one.parcelId]);
  expect(await labelParcel(context, asker, parcel(2))).toEqual({ ok: false, code: 'parcel-goods' });
  expect(await labelParcel(context, { ...asker, storeId: OTHER_STORE }, parcel(1))).toEqual({
    ok: false,
    code: 'parcel-unknown',
  });
  expect(await labelParcel({ ...context, carrier: undefined }, asker, parcel(1))).toEqual({
    ok: false,
    code: 'carrier-missing',
  });
});

test('a parcel is cancelled before it left, and packed anew; afterwards it is not', async () => {
  const { order, fulfilmentId, asker, parcel } = await picked();
  const first = parcel(2);
  await labelParcel(context, asker, first);
  expect(await cancelParcel(context, asker, first.parcelId)).toEqual({ ok: true });
  expect(await cancelParcel(context, asker, first.parcelId)).toEqual({ ok: true });
  expect(await packedOf(fulfilmentId)).toEqual([]);
  expect(await readParcelLabel(context, asker, first.parcelId)).toEqual({ ok: false, code: 'parcel-over' });
  const second = parcel(2);
  const made = await labelParcel(context, asker, second);
  if (!made.ok) throw new Error(made.code);
  const { carrier, tracking } = made.label;
  const parcels = [
    { parcelId: second.parcelId, carrier, tracking, trackingUrl: `https://parcels.example/${tracking}` },
  ];
  const shipped = { fulfilmentId, locationId: HERE, lines: second.lines, parcels };
  await till.push([
    byManager(till, 'fulfilment.shipped', { ...shipped, manifestId: randomUUID(), driverId: randomUUID() }),
  ]);
  expect(await cancelParcel(context, asker, second.parcelId)).toEqual({ ok: false, code: 'parcel-over' });
  await workOrders(context);
  const { db } = context;
  const { state } = await db
    .selectFrom('fulfilment')
    .select('state')
    .where('fulfilment_id', '=', fulfilmentId)
    .executeTakeFirstOrThrow();
  expect(state).toBe('done');
  const tickets = await db
    .selectFrom('online_order_ticket')
    .selectAll()
    .where('order_id', '=', order.orderId)
    .execute();
  expect(tickets).toMatchObject([{ fulfilment_id: fulfilmentId, total: order.total }]);
  const told = await db
    .selectFrom('channel_outbox')
    .select('payload')
    .where('order_id', '=', order.orderId)
    .where('kind', '=', 'fulfilment')
    .execute();
  expect(told.map(({ payload }) => payload)).toMatchObject([
    { state: 'shipped', tracking: { carrier, number: tracking, url: `https://parcels.example/${tracking}` } },
  ]);
});

test('what the carrier does not take is no parcel; once it can, the same one is', async () => {
  const refused = await picked(TROUBLE.address);
  expect(await labelParcel(context, refused.asker, refused.parcel(1))).toEqual({ ok: false, code: 'carrier-address' });
  expect(await packedOf(refused.fulfilmentId)).toEqual([]);
  const slow = await picked(TROUBLE.slow);
  const parcel = slow.parcel(2);
  const hasty = { ...context, carrier: withTimeLimit(simulatedCarrier(60_000), 5) };
  expect(await labelParcel(hasty, slow.asker, parcel)).toEqual({ ok: false, code: 'carrier-unreachable' });
  const patient = { ...context, carrier: withTimeLimit(simulatedCarrier(1), 60_000) };
  expect(await labelParcel(patient, slow.asker, parcel)).toMatchObject({ ok: true });
  expect(await packedOf(slow.fulfilmentId)).toEqual([parcel.parcelId]);
  await destroyKey(context.db, slow.addressId);
  expect(await readParcelLabel(context, slow.asker, parcel.parcelId)).toEqual({ ok: false, code: 'parcel-address' });
});

test('a parcel of one order is none of another, whatever it is called: not its label, and not to be cancelled', async () => {
  const [one, other] = [await picked('LS1 4DY', 'P2'), await picked('LS1 4DY', 'P2')];
  const parcelId = randomUUID();
  const made = await labelParcel(context, one.asker, one.parcel(1, parcelId));
  const again = await labelParcel(context, other.asker, other.parcel(1, parcelId));
  if (!made.ok || !again.ok) throw new Error('both are labelled');
  expect(again.label.tracking).not.toBe(made.label.tracking);
  expect(await cancelParcel(context, other.asker, parcelId)).toEqual({ ok: true });
  expect(await packedOf(one.fulfilmentId)).toEqual([parcelId]);
  expect(await readParcelLabel(context, one.asker, parcelId)).toEqual(made);
});
