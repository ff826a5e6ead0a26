import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { MemberHistory } from '#contracts/http/members.ts';
import { parse } from '#contracts/schema.ts';
import type { Channel } from '#sync-server/channels/read-channel.ts';
import { enrolMember } from '#sync-server/commands/enrol-member.ts';
import { workOrders } from '#sync-server/fulfilment/work-orders.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { captured, channelTells, openOnlineChannel, testOrder } from '#tests/fixtures/test-online.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OPERATOR } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

let channel: Channel;
let till: TestRegister;
beforeAll(async () => {
  if (shop.missing) return;
  channel = await openOnlineChannel(shop.server.context);
  till = await enrolTestRegister(shop.server);
});

async function newMember(): Promise<string> {
  const enrolled = await enrolMember(shop.server.context, { name: 'Hal', cardNumber: randomUUID() });
  if (!enrolled.ok) throw new Error(enrolled.reason);
  return enrolled.memberId;
}

async function buy(memberId: string, sku: string): Promise<string> {
  const id = randomUUID();
  await till.push([till.sale([await productOf(shop.server, sku)], { id, change: { memberId } })]);
  return id;
}

async function history(memberId: string, cursor = ''): Promise<MemberHistory> {
  const answer = await till.get(`/members/${memberId}/history${cursor === '' ? '' : `?cursor=${cursor}`}`, MANAGER);
  const body = parse(MemberHistory, await answer.json());
  if (!body.ok) throw new Error(body.message);
  return body.value;
}

test('what was bought in stores and online stands in one list, that of who was merged too, and apart again once they are two', async () => {
  const [kept, merged] = [await newMember(), await newMember()];
  const receipt = await buy(kept, 'P1');
  const other = await buy(merged, 'P3');
  const order = await testOrder(shop.server, [{ sku: 'P2', quantity: 2 }], { memberId: merged });
  await channelTells(shop.server.context, channel, [{ kind: 'order.placed', payload: order }, captured(order)]);
  await workOrders(shop.server.context);
  const ids = async (memberId: string) => (await history(memberId)).rows.map(({ orderId }) => orderId).sort();
  expect(await ids(kept)).toEqual([receipt]);
  expect(await ids(merged)).toEqual([other, order.orderId].sort());

  await till.send('POST', '/members/merge', { keptId: kept, mergedId: merged }, MANAGER);
  expect(await ids(kept)).toEqual([receipt, other, order.orderId].sort());
  const { rows, next } = await history(merged);
  expect(next).toBeNull();
  expect(rows.map(({ at }) => at)).toEqual(
    rows
      .map(({ at }) => at)
      .toSorted()
      .reverse(),
  );
  const online = { kind: 'online-order', number: order.number, place: 'Web shop', first: 'Product P2', items: 1 };
  expect(rows.find(({ orderId }) => orderId === order.orderId)).toMatchObject({ ...online, total: order.total });
  expect(rows.find(({ orderId }) => orderId === receipt)).toMatchObject({
    kind: 'receipt',
    total: 100,
    currency: 'GBP',
  });

  const { mergeId } = (await (await till.get(`/members/${kept}`, MANAGER)).json()).merges[0];
  await till.send('POST', '/members/unmerge', { mergeId }, MANAGER);
  expect(await ids(kept)).toEqual([receipt]);
});

test('it comes in pages that leave out nothing and repeat nothing, also of sales at the same moment', async () => {
  const memberId = await newMember();
  const bought: string[] = [];
  for (let times = 0; times < 45; times++) bought.push(await buy(memberId, 'P1'));
  const first = await history(memberId);
  const second = await history(memberId, first.next ?? '');
  const third = await history(memberId, second.next ?? '');
  const pages = [first, second, third].map(({ rows }) => rows.map(({ orderId }) => orderId));
  expect(pages.map(({ length }) => length)).toEqual([20, 20, 5]);
  expect(third.next).toBeNull();
  expect(pages.flat().sort()).toEqual(bought.sort());
  expect((await history(memberId, 'no-cursor')).rows).toEqual(first.rows);
});

test('it takes the permission to see members', async () => {
  const memberId = await newMember();
  expect((await till.get(`/members/${memberId}/history`, OPERATOR)).status).toBe(200);
  expect((await till.get(`/members/${memberId}/history`)).status).toBe(403);
});

test('a cursor that names no instant is the beginning', async () => {
  const memberId = await newMember();
  const receipt = await buy(memberId, 'P1');
  for (const at of ['2026-02-31T00:00:00.000Z', '0000-01-01T00:00:00.000Z', '2026-01-01T24:00:00.000Z']) {
    const cursor = Buffer.from(`${at} receipt/${receipt}`).toString('base64url');
    expect((await history(memberId, cursor)).rows.map(({ orderId }) => orderId)).toEqual([receipt]);
  }
});
