import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import { newPickupCode } from '#domain/fulfilment/pickup-code.ts';
import { hashPin } from '#sync-server/commands/hash-pin.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { readTexts } from '#sync-server/db/vault.ts';
import { pickupQr } from '#sync-server/fulfilment/pickup-qr.ts';
import { workOrders } from '#sync-server/fulfilment/work-orders.ts';
import { admitTestDevice, type TestDevice } from '#tests/fixtures/test-device.ts';
import { captured, channelTells, openOnlineChannel, testOrder } from '#tests/fixtures/test-online.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
const CLERK = { operatorId: 'carl', pin: '8317' };

let device: TestDevice;
let channel: Awaited<ReturnType<typeof openOnlineChannel>>;
beforeAll(async () => {
  if (shop.missing) return;
  const { context } = shop.server;
  const after = { operatorId: CLERK.operatorId, name: 'Carl', initials: 'CA', role: 'clerk', storeIds: [STORE] };
  const operator = { ...after, pinHash: await hashPin(context, CLERK.pin) };
  const done = await publishSettings(context, { entity: 'operator', entityId: CLERK.operatorId, after: operator });
  if (!done.ok) throw new Error(done.reason);
  channel = await openOnlineChannel(shop.server.context);
  device = await admitTestDevice(shop.server);
  expect(await device.call('operator.sign-in', CLERK)).toEqual({ ok: true });
});

/** A pickup that a store promised, with its code and a draft that hands it over. */
async function promised() {
  const { context } = shop.server;
  const order = await testOrder(shop.server, [{ sku: 'P1', quantity: 1 }]);
  await channelTells(context, channel, [{ kind: 'order.placed', payload: order }, captured(order)]);
  await workOrders(context);
  const made = await context.db
    .selectFrom('fulfilment')
    .select(['fulfilment_id', 'pickup'])
    .where('order_id', '=', order.orderId)
    .executeTakeFirstOrThrow();
  const fulfilmentId = made.fulfilment_id;
  const code = (await readTexts(context.db, [fulfilmentId])).get(fulfilmentId) ?? '';
  const [line] = order.lines;
  const draft = (proof: PayloadOf<'fulfilment.handed-over'>['proof']) => {
    const lines = [{ lineId: line?.id ?? '', variantId: line?.variantId ?? '', quantity: 1 }];
    const payload = { fulfilmentId, locationId: `${STORE}-shelf`, lines, proof, collector: 'customer' as const };
    return { id: randomUUID(), kind: 'fulfilment.handed-over', version: 1, payload };
  };
  const candidates = made.pickup ? [{ fulfilmentId, pickup: made.pickup }] : [];
  return { number: order.number, fulfilmentId, code, candidates, draft };
}

test('the server checks a code for a device without a host, and takes its hand-over by code only then', async () => {
  const { fulfilmentId, code, candidates, draft } = await promised();
  const typed = draft({ kind: 'code', how: 'typed' });
  expect(await device.append(typed)).toMatchObject({ ok: false, fault: { code: 'pickup-unproven' } });
  expect(await device.call('pickup.prove', { code, candidates: [] })).toMatchObject({
    fault: { code: 'pickup-code-unknown' },
  });
  expect(await device.call('pickup.prove', { code, candidates })).toEqual({ ok: true, fulfilmentId, how: 'typed' });
  expect(await device.append(typed)).toMatchObject({ ok: true });
});

test('what the server signed opens at a device, and nothing else', async () => {
  const { fulfilmentId, number, draft } = await promised();
  const code = pickupQr(shop.server.context.keys, { fulfilmentId, number });
  const forged = pickupQr({ signHash: () => code.split('.')[2] ?? '' }, { fulfilmentId: randomUUID(), number });
  expect(await device.call('pickup.prove', { code: forged, candidates: [] })).toMatchObject({
    fault: { code: 'pickup-code-invalid' },
  });
  expect(await device.append(draft({ kind: 'code', how: 'scanned' }))).toMatchObject({ ok: false });
  expect(await device.call('pickup.prove', { code, candidates: [] })).toMatchObject({ ok: true, how: 'scanned' });
  expect(await device.append(draft({ kind: 'code', how: 'scanned' }))).toMatchObject({ ok: true });
});

test('guesses at a device must wait', async () => {
  const { candidates } = await promised();
  const codes: string[] = [];
  for (let guess = 0; guess < 6; guess += 1) {
    const code = newPickupCode(new Uint8Array([guess, 1, 2, 3, 4, 5]));
    const answer = await device.call('pickup.prove', { code, candidates });
    codes.push(answer.ok ? 'ok' : answer.fault.code);
  }
  expect(codes).toContain('pickup-code-locked');
});
