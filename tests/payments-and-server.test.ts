import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { HostInput, HostMethod, HostOutput, HostStatus } from '#contracts/ipc/host.ts';
import { DEFAULT_TENDERS } from '#domain/tender/tender.ts';
import { startVirtualTerminal, type VirtualTerminal } from '#drivers/sim/terminal/virtual-terminal.ts';
import { type Host, openHost } from '#electron/host/host.ts';
import { hashPin } from '#sync-server/commands/hash-pin.ts';
import { issueCode } from '#sync-server/commands/issue-code.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { openServer, type Server } from '#sync-server/server.ts';
import { orderDraft, uuid } from '#tests/fixtures/fact-drafts.ts';
import { fillTestShop, OPERATOR, STORE } from '#tests/fixtures/test-shop.ts';

const PIN = '2468';
const CARD = 'GC-0001';
let folder: string;
let server: Server;
let port = 0;
let terminal: VirtualTerminal;
let hosts: Host[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-payments-'));
  [port, hosts] = [0, []];
  terminal = await startVirtualTerminal({ port: 0 });
  await startServer();
  await fillTestShop(server.context);
  const anna = { operatorId: OPERATOR, name: 'Anna', initials: 'AN', role: 'cashier' as const, storeIds: [STORE] };
  const after = { ...anna, pinHash: await hashPin(server.context, PIN) };
  await publishSettings(server.context, { entity: 'operator', entityId: OPERATOR, after });
  await publishTenders();
}, 60_000);
afterEach(async () => {
  for (const host of hosts) await host.close();
  await server.close();
  await terminal.close();
  await rm(folder, { recursive: true });
}, 60_000);

async function startServer(): Promise<void> {
  server = await openServer({ dataDir: join(folder, 'server'), port });
  port = Number(new URL(server.url).port);
}

async function publishTenders(): Promise<void> {
  const { settings } = await server.context.db
    .selectFrom('store')
    .select('settings')
    .where('store_id', '=', STORE)
    .executeTakeFirstOrThrow();
  const other = { givesChange: false, opensDrawer: false, refunds: true, tips: false, needsReference: false };
  const card = { tenderId: 'card', kind: 'card' as const, name: 'Card', ...other };
  const gift = { tenderId: 'gift-card', kind: 'gift-card' as const, name: 'Gift card', ...other };
  const after = { ...settings, tenders: [...DEFAULT_TENDERS, card, gift] };
  await publishSettings(server.context, { entity: 'store', entityId: STORE, after });
}

/** A till with its session open. */
async function startTill(name: string): Promise<Host> {
  const code = await issueCode(server.context, { storeId: STORE });
  if (!code.ok) throw new Error(code.reason);
  const opened = await openHost({
    dataDir: join(folder, name),
    version: '1',
    serverUrl: server.url,
    enrolCode: code.answer.code,
    terminalUrl: `zvt://127.0.0.1:${terminal.port}`,
  });
  if (!opened.ok) throw new Error(opened.message);
  hosts.push(opened.host);
  await when(opened.host, ({ config, online }) => config !== null && online);
  expect(await call(opened.host, 'operator.sign-in', { operatorId: OPERATOR, pin: PIN })).toEqual({ ok: true });
  expect(await call(opened.host, 'session.open', { float: 0 })).toEqual({ ok: true });
  return opened.host;
}

async function call<M extends HostMethod>(host: Host, method: M, input: HostInput<M>): Promise<HostOutput<M>> {
  const result = await host.call(method, input);
  if (!result.ok) throw new Error(result.message);
  return result.output as HostOutput<M>;
}

function when(host: Host, holds: (status: HostStatus) => boolean): Promise<HostStatus> {
  return new Promise((resolve) => {
    const stop = host.subscribe((event) => {
      if (event.type !== 'status' || !holds(event.status)) return;
      queueMicrotask(() => stop());
      resolve(event.status);
    });
  });
}

const synced = ({ online, journal }: HostStatus) => online && journal?.watermark === journal?.seq;

/** A ticket that loads the gift card for cash. */
function loading(n: number, amount: number): FactDraft {
  const order = orderDraft(uuid(n));
  const sold = order.payload as { lines: object[]; payments: object[] };
  const tax = { code: 'S', ratePpm: 200_000, base: amount - Math.round(amount / 6), amount: Math.round(amount / 6) };
  const card = { storedValue: 'gift-card', instrument: CARD };
  const lines = [{ ...sold.lines[0], ...card, unitPrice: amount, listAmount: amount, amount, taxes: [tax] }];
  const payments = [{ ...sold.payments[0], tendered: amount, change: 0, amount }];
  return { ...order, payload: { ...sold, lines, payments, taxes: [tax], taxTotal: tax.amount, total: amount } };
}

function issue(n: number, amount: number): FactDraft {
  const payload = { instrument: CARD, class: 'gift-card', amount, currency: 'GBP', orderId: uuid(n) };
  return { id: uuid(n + 1), kind: 'value.issued', version: 1, payload };
}

/** A ticket over 600 paid with the gift card, and its redemption. */
function paidByCard(n: number, amount = 600): FactDraft[] {
  const order = orderDraft(uuid(n));
  const payment = { id: uuid(n + 1), tender: 'gift-card', tendered: 600, change: 0, amount: 600, instrument: CARD };
  const payload = { instrument: CARD, class: 'gift-card', amount, currency: 'GBP', orderId: uuid(n) };
  const redeemed = { id: uuid(n + 2), kind: 'value.redeemed', version: 1, payload };
  return [{ ...order, payload: { ...(order.payload as object), payments: [payment] } }, redeemed];
}

const check = (host: Host, want?: number) => call(host, 'value.check', { instrument: CARD, ...(want ? { want } : {}) });
const append = (host: Host, drafts: FactDraft[]) => call(host, 'journal.append', { drafts });

it('two tills and their server: a gift card is spent once, through an outage, and what is left comes back', async () => {
  const [first, second] = [await startTill('first'), await startTill('second')];
  expect(await check(second)).toMatchObject({ fault: { code: 'value-unknown' } });
  expect(await append(first, [loading(1, 1000), issue(1, 1000)])).toMatchObject({ ok: true });
  await when(first, synced);
  expect(await check(second, 600)).toMatchObject({ ok: true, balance: 1000, available: 600, online: true });
  expect(await check(first, 600)).toMatchObject({ ok: true, balance: 1000, available: 400, online: true });

  const offline = Promise.all([first, second].map((host) => when(host, ({ online }) => !online)));
  await server.close();
  await offline;
  expect(await append(first, paidByCard(10))).toMatchObject({ fault: { code: 'value-insufficient' } });
  expect(await append(second, paidByCard(20))).toMatchObject({ ok: true });
  expect(await append(second, paidByCard(30))).toMatchObject({ fault: { code: 'value-insufficient' } });
  expect(await check(first)).toMatchObject({ available: 400, online: false });

  await startServer();
  await Promise.all([when(first, synced), when(second, synced)]);
  expect(await check(second)).toMatchObject({ balance: 400, available: 0 });
  const abandoned = { cartId: uuid(40), reason: 'test', total: 0, lines: [] };
  await append(first, [{ id: uuid(41), kind: 'cart.abandoned', version: 1, payload: abandoned }]);
  await when(first, synced);
  let left = await check(second);
  while (left.ok && left.available === 0) left = await check(second);
  expect(left).toMatchObject({ balance: 400, available: 400 });
  const codes = await server.context.db
    .selectFrom('exception')
    .select('code')
    .where('code', 'like', 'value-%')
    .execute();
  expect(codes).toEqual([]);
}, 120_000);

it('a card payment whose answer was lost is found out, stands in the ticket, and leaves nothing open', async () => {
  const host = await startTill('till');
  await terminal.setBehaviour({ dies: 'approved' });
  const start = { paymentId: uuid(2), cartId: uuid(1), tender: 'card', direction: 'sale', amount: 600 } as const;
  const approved = when(host, ({ payments }) => payments[0]?.state === 'approved');
  expect(await call(host, 'payment.start', start)).toEqual({ ok: true });
  expect((await approved).payments).toMatchObject([{ paymentId: uuid(2), amount: 600 }]);
  const order = orderDraft(uuid(1));
  const payment = { id: uuid(2), tender: 'card', tendered: 600, change: 0, amount: 600 };
  const paid = { ...order, payload: { ...(order.payload as object), payments: [payment] } };
  expect(await append(host, [paid])).toMatchObject({ ok: true });
  await when(host, ({ payments }) => payments.length === 0);
  await when(host, synced);
  expect(terminal.taken()).toBe(600);
  const rows = await server.context.db.selectFrom('third_party_payment').select(['state', 'how']).execute();
  expect(rows).toEqual([{ state: 'approved', how: 'asked' }]);
}, 120_000);
