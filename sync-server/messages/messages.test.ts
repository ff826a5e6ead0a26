import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { OrderPlaced } from '#contracts/facts/fulfilment-facts.ts';
import { shownPickupCode } from '#domain/fulfilment/pickup-code.ts';
import { readFulfilmentViews } from '#sync-server/db/read-fulfilments.ts';
import { putText, readTexts } from '#sync-server/db/vault.ts';
import { workOrders } from '#sync-server/fulfilment/work-orders.ts';
import { openManager } from '#tests/fixtures/test-day.ts';
import { openTestInbox } from '#tests/fixtures/test-inbox.ts';
import { captured, channelTells, openOnlineChannel, testOrder } from '#tests/fixtures/test-online.ts';
import { enrolTestRegister, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { STORE } from '#tests/fixtures/test-shop.ts';
import { byManager } from '#tests/fixtures/test-stock.ts';
import { folderMessages } from './folder-messages.ts';
import type { MessagePort, TextMessage, TextSent } from './message-port.ts';
import { openTextSender } from './text-sender.ts';

const shop = openTestServer();
openManager(shop);
const HERE = `${STORE}-shelf`;
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

let channel: Awaited<ReturnType<typeof openOnlineChannel>>;
let till: TestRegister;
beforeAll(async () => {
  if (shop.missing) return;
  channel = await openOnlineChannel(shop.server.context);
  till = await enrolTestRegister(shop.server);
});

/** A paid order of one customer that a store has picked; its fulfilment's id. */
async function picked(customer: object | null, change: Partial<OrderPlaced> = {}) {
  const { context } = shop.server;
  const customerId = randomUUID();
  if (customer) await putText(context.db, customerId, JSON.stringify(customer), context.random);
  const order = await testOrder(shop.server, [{ sku: 'P1', quantity: 1 }], { customerId, ...change });
  await channelTells(context, channel, [{ kind: 'order.placed', payload: order }, captured(order)]);
  await workOrders(context);
  const made = await context.db
    .selectFrom('fulfilment')
    .select('fulfilment_id')
    .where('order_id', '=', order.orderId)
    .executeTakeFirstOrThrow();
  const fulfilmentId = made.fulfilment_id;
  const [line] = order.lines;
  const lines = [{ lineId: line?.id ?? '', variantId: line?.variantId ?? '', picked: 1 }];
  const facts = [byManager(till, 'pick.recorded', { fulfilmentId, locationId: HERE, lines })];
  await till.push(facts);
  return { order, fulfilmentId, given: lines.map(({ lineId, variantId }) => ({ lineId, variantId, quantity: 1 })) };
}

async function ready(customer: object | null, change: Partial<OrderPlaced> = {}) {
  const made = await picked(customer, change);
  await till.push([byManager(till, 'fulfilment.readied', { fulfilmentId: made.fulfilmentId, bags: 1 })]);
  const code = (await readTexts(shop.server.context.db, [made.fulfilmentId])).get(made.fulfilmentId) ?? '';
  return { ...made, code };
}

async function inbox(answers?: (number | null)[]) {
  const opened = await openTestInbox(shop.server.context, answers);
  closers.push(opened.close);
  return opened;
}

/** The parts of a mail that are text or HTML in base64 or quoted-printable, and the picture. */
function partsOf(mail: string) {
  const parts = mail.split(/\r\n--[^\r\n]+\r\n/).map((part) => part.split('\r\n\r\n'));
  const bodies = parts.map(([head = '', ...body]) => {
    const text = body.join('\r\n\r\n');
    if (/base64/.test(head)) return { head, bytes: Buffer.from(text, 'base64') };
    const plain = text.replace(/=\r\n/g, '').replace(/(=[0-9A-F]{2})+/g, (run) => {
      return Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8');
    });
    return { head, bytes: Buffer.from(plain, 'utf8') };
  });
  const of = (type: string) => bodies.findLast(({ head }) => head.includes(`Content-Type: ${type}`))?.bytes;
  return { text: of('text/plain')?.toString('utf8') ?? '', picture: of('image/png') };
}

test('what is ready is told once, with the code, a picture of it and until when it is kept, in the order’s language', async () => {
  const { received, mailer } = await inbox();
  const english = await ready({ name: 'Ada', email: 'ada@example.com' }, { language: 'en-GB' });
  const chinese = await ready({ name: '小明', email: 'ming@example.com' }, { language: 'zh-CN' });
  await till.push([byManager(till, 'fulfilment.readied', { fulfilmentId: english.fulfilmentId, bags: 2 })]);
  await mailer.sendDue();
  await mailer.sendDue();
  expect(received.map(({ to }) => to[0]).sort()).toEqual(['ada@example.com', 'ming@example.com']);
  const mailTo = (to: string) => received.find((mail) => mail.to[0] === to)?.text ?? '';
  const { text, picture } = partsOf(mailTo('ada@example.com'));
  expect(text).toContain(`Hello Ada,`);
  expect(text).toContain(`Your order is ready to collect: ${english.order.number}`);
  expect(text).toContain(`Collection code: ${shownPickupCode(english.code)}`);
  expect(text).toContain('1 × Product P1');
  expect(text).toMatch(/We keep it for you until: Saturday.* 28 November 2026/);
  expect(picture?.subarray(1, 4).toString()).toBe('PNG');
  const other = partsOf(mailTo('ming@example.com')).text;
  expect(other).toContain('小明，您好！');
  expect(other).toContain(`取货码: ${shownPickupCode(chinese.code)}`);
  expect(mailTo('ada@example.com')).toMatch(/Message-ID: <[\w-]+\.\d+\.ready@orders\.omnitill>/i);
});

test('refused for now it is tried again with the same Message-ID', async () => {
  const { received, mailer } = await inbox([451, null]);
  await ready({ name: 'Bo', email: 'bo@example.com' });
  await mailer.sendDue();
  expect(received).toEqual([]);
  shop.clock.advance(60_000);
  await mailer.sendDue();
  expect(received).toHaveLength(1);
});

test('who has a phone alone gets a text, and whoever has neither is to be called', async () => {
  const { context } = shop.server;
  const sent: TextMessage[] = [];
  const answers: TextSent[] = [{ ok: false, reason: 'busy', forGood: false }];
  const port: MessagePort = {
    async send(message) {
      const answer = answers.shift() ?? { ok: true };
      if (answer.ok) sent.push(message);
      return answer;
    },
  };
  const sender = openTextSender(context, port);
  const { received, mailer } = await inbox();
  const phone = await ready({ name: 'Cy', phone: '+44 20 7946 0000' });
  const nobody = await ready({ name: 'Di' });
  await mailer.sendDue();
  await sender.sendDue();
  expect(sent).toEqual([]);
  shop.clock.advance(60_000);
  await sender.sendDue();
  await sender.sendDue();
  expect(received).toEqual([]);
  expect(sent).toMatchObject([{ to: '+44 20 7946 0000' }]);
  expect(sent[0]?.text).toContain(shownPickupCode(phone.code));
  const views = await readFulfilmentViews(context.db, STORE, [phone.fulfilmentId, nobody.fulfilmentId]);
  const reaches = new Map(views.map(({ fulfilmentId, reach }) => [fulfilmentId, reach]));
  expect(reaches.get(phone.fulfilmentId)).toBe('text');
  expect(reaches.get(nobody.fulfilmentId)).toBe('none');
});

test('whoever does not come is reminded once before it is given up, and not once it was fetched; then its code is gone', async () => {
  const { context } = shop.server;
  const { received, mailer } = await inbox();
  const waits = await ready({ name: 'Ed', email: 'ed@example.com' });
  const fetched = await ready({ name: 'Flo', email: 'flo@example.com' });
  await mailer.sendDue();
  expect(received).toHaveLength(2);
  const proof = { kind: 'code' as const, how: 'typed' as const };
  const handed = { locationId: HERE, lines: fetched.given, proof, collector: 'customer' as const };
  await till.push([byManager(till, 'fulfilment.handed-over', { fulfilmentId: fetched.fulfilmentId, ...handed })]);
  await workOrders(context);
  const codes = await readTexts(context.db, [waits.fulfilmentId, fetched.fulfilmentId]);
  expect([...codes.keys()]).toEqual([waits.fulfilmentId]);
  shop.clock.advance(6.5 * 86_400_000);
  await workOrders(context);
  await workOrders(context);
  await mailer.sendDue();
  const reminded = received.slice(2);
  expect(reminded.map(({ to }) => to[0]).filter((to) => to === 'ed@example.com' || to === 'flo@example.com')).toEqual([
    'ed@example.com',
  ]);
  const mail = reminded.find(({ to }) => to[0] === 'ed@example.com')?.text ?? '';
  expect(partsOf(mail).text).toContain('still waiting for you');
});

test('what was sent is told with its parcels, each time something leaves', async () => {
  const { received, mailer } = await inbox();
  const delivery = { id: 'D1', method: 'ship' as const, destination: { country: 'GB', postalCode: 'N1 9GU' } };
  const made = await picked({ name: 'Gil', email: 'gil@example.com' }, { deliveries: [delivery] });
  const parcel = { parcelId: randomUUID(), carrier: 'Example Post', tracking: 'EP1' };
  const trackingUrl = 'https://track.example/EP1';
  const parcels = [{ ...parcel, trackingUrl }];
  const shipped = { fulfilmentId: made.fulfilmentId, locationId: HERE, lines: made.given, parcels };
  await till.push([byManager(till, 'fulfilment.shipped', shipped)]);
  await mailer.sendDue();
  const mine = received.filter(({ to }) => to[0] === 'gil@example.com');
  expect(mine).toHaveLength(1);
  const { text, picture } = partsOf(mine[0]?.text ?? '');
  expect(text).toContain('Your order is on its way');
  expect(text).toContain(`Example Post EP1 ${trackingUrl}`);
  expect(text).not.toContain('Collection code');
  expect(picture).toBeUndefined();
});

test('texts are written to a folder once each, and refused where there is no number', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'texts-'));
  closers.push(() => rm(folder, { recursive: true }));
  const port = folderMessages(join(folder, 'out'));
  const message = { messageId: 'a.1', to: '+44 20 7946 0000', text: 'Ready' };
  expect(await port.send(message)).toEqual({ ok: true });
  expect(await port.send(message)).toEqual({ ok: true });
  expect(await readdir(join(folder, 'out'))).toEqual(['a.1.txt']);
  expect(await readFile(join(folder, 'out', 'a.1.txt'), 'utf8')).toContain('Ready');
  expect(await port.send({ ...message, to: 'call me' })).toMatchObject({ ok: false, forGood: true });
  const blocked = folderMessages(join(folder, 'out', 'a.1.txt'));
  expect(await blocked.send(message)).toMatchObject({ ok: false, forGood: false });
});
