import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type BrowserContext, expect, test } from '@playwright/test';
import { Envelope } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import { parseJson } from '#contracts/schema.ts';
import { GENESIS, splitLine } from '#domain/journal/envelope.ts';
import { verifyRun } from '#domain/journal/verify-run.ts';
import { openWindow } from './open-till.ts';
import { openShop, openTillHost, type Shop, type TillHost } from './shop.ts';
import { endHard, newProfile, TABLET, type TillPage } from './till-page.ts';

/** GTIN and price are the demo shop's (resources/demo). */
const GLOBE = { gtin: '2900100020008', price: 85 };
const TEA = { gtin: '2902000000036', price: 495 };
/** 1.250 kg of apples at 2.40 on the shop's own label: 2.40 x 1.25 = 3.00. */
const APPLES = { label: '2100401012508', price: 300 };
const COLA = { gtin: '2902000000067', price: 120, deposit: 20 };
const WINE = { gtin: '2902000000173', price: 840 };
const MANAGER_BADGE = 'BADGE-7EP4';
const FLOAT = 10_000;

type Ticket = PayloadOf<'order.completed'>;

test.describe.configure({ mode: 'serial' });

let shop: Shop;
let host: TillHost;
let browser: BrowserContext;
let till: TillPage;
let profile: string;

test.beforeAll(async () => {
  shop = await openShop();
  await shop.terminalBehaves({ delayMs: 0 });
  host = await openTillHost(shop, 'high-street', 'Till 1');
  profile = newProfile(shop);
  await openOwn();
});

test.afterAll(async () => {
  await browser?.close();
  await host?.stop();
  await shop?.close();
});

test('the float is counted by note and coin', async () => {
  await till.get('operator-tile').filter({ hasText: 'Ada' }).click();
  await till.type('1234');
  await till.press('Enter');
  await expect(till.get('open-shift')).toBeVisible();
  await till.looksRight('day-open');
  await count('2000', '4');
  await count('500', '4');
  await expect(till.get('count-total')).toHaveAttribute('data-amount', String(FLOAT));
  await till.get('shift-open').click();
  await expect(till.get('search')).toBeVisible();
  await till.productsHere();
});

test('morning: cash, weighed goods, a bottle deposit, an age check, card, a split', async () => {
  await till.scan(APPLES.label);
  await till.scan(COLA.gtin);
  await expect(till.get('cart-line')).toHaveCount(3);
  await till.scan(WINE.gtin);
  await expect(till.get('age-question')).toBeVisible();
  await till.looksRight('day-age');
  await till.get('age-document').click();
  await expect(till.get('cart-line')).toHaveCount(4);
  await till.payExact();
  expect(lastTicket().total).toBe(APPLES.price + COLA.price + COLA.deposit + WINE.price);
  await till.nextSale();

  await till.scan(TEA.gtin);
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.press('Control+F12');
  await expect(till.get('paid')).toBeVisible();
  expect(lastTicket().payments).toMatchObject([{ tender: 'card', amount: TEA.price }]);
  await till.nextSale();

  await till.scan(TEA.gtin);
  await till.scan(GLOBE.gtin);
  await expect(till.get('cart-line')).toHaveCount(2);
  await till.press('F12');
  await till.type('2');
  await till.press('Enter');
  await expect(till.get('taken-payment')).toHaveCount(1);
  await till.looksRight('day-pay');
  await till.press('Alt+2');
  await expect(till.get('paid')).toBeVisible();
  const paid = new Map(lastTicket().payments.map(({ tender, amount }) => [tender, amount]));
  expect(paid).toEqual(
    new Map([
      ['card', TEA.price + GLOBE.price - 200],
      ['cash', 200],
    ]),
  );
  await till.nextSale();
});

test('the terminal falls silent after the bank said yes: asked again, the money is taken once', async () => {
  await till.scan(TEA.gtin);
  await expect(till.get('cart-line')).toHaveCount(1);
  await shop.terminalBehaves({ dies: 'approved' });
  await till.press('Control+F12');
  await expect(till.get('paid')).toBeVisible({ timeout: 60_000 });
  expect(facts('payment.requested').filter(({ payload }) => payload.cartId === lastOrder().id)).toHaveLength(1);
  expect(facts('payment.settled').filter(({ payload }) => payload.verdict === 'approved')).toHaveLength(3);
  await till.nextSale();
});

test('noon, without a network: an override by badge, a parked cart, a deposit, a return, cash out', async () => {
  await shop.stopServer();
  await expect(till.get('status')).toHaveAttribute('data-state', 'offline', { timeout: 30_000 });
  await till.scan(TEA.gtin);
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.press('/');
  await till.type('20');
  await till.press('Enter');
  await expect(till.get('override')).toBeVisible();
  await till.looksRight('day-override');
  await till.scan(MANAGER_BADGE);
  await expect(till.get('line-adjustment')).toHaveCount(1);

  await till.press('F9');
  await expect(till.get('park-open')).toHaveAttribute('data-count', '1');
  const returned = await sellCash(GLOBE.gtin);
  await till.press('F9');
  await expect(till.get('line-adjustment')).toHaveCount(1);
  await till.payExact();
  expect(lastTicket().total).toBe(396);
  await till.nextSale();

  await till.scan(WINE.gtin);
  await till.get('age-document').click();
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.press('F12');
  await till.get('deposit').click();
  await till.type('3');
  await till.looksRight('day-deposit');
  await till.press('Enter');
  await expect(till.get('left-to-pay')).toContainText('3.00');
  await till.get('tender-exact').click();
  await expect(till.get('paid')).toBeVisible();
  await till.nextSale();

  await till.scan(returned);
  await expect(till.get('return-ticket')).toBeVisible();
  await till.get('return-all').click();
  await till.get('return-reason').first().click();
  await till.looksRight('day-return');
  await till.get('refund-now').click();
  await till.press('Enter');
  await expect(till.get('paid')).toBeVisible();
  expect(lastTicket()).toMatchObject({ total: -GLOBE.price, lines: [] });
  await till.nextSale();

  await till.get('rail-shift').click();
  await till.get('shift-out').click();
  await till.type('5');
  await till.get('reason').first().click();
  await till.get('cash-move-confirm').click();
  await expect(till.get('override')).toBeVisible();
  await till.scan(MANAGER_BADGE);
  await expect.poll(() => facts('cash.moved').length).toBe(1);
  await till.get('rail-sell').click();
});

test('killed in the middle of a cart: session, cart and parked cart are still there', async () => {
  await till.scan(GLOBE.gtin);
  await till.scan(TEA.gtin);
  await expect(till.get('cart-line')).toHaveCount(2);
  await expect.poll(() => till.savedLines()).toBe(2);
  await host.stop('SIGKILL');
  await endHard(browser);
  await host.start();
  await openOwn();
  await till.signIn();
  await expect(till.get('cart-line')).toHaveCount(2);
  await till.payExact();
  await till.nextSale();
});

test('afternoon, online again: the deposit comes off the rest', async () => {
  await shop.startServer();
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced', { timeout: 30_000 });
  await till.press('F9');
  await expect(till.get('return-row')).toHaveCount(1);
  await till.payExact();
  expect(lastTicket().total).toBe(WINE.price - 300);
  await till.nextSale();
});

test('X is what the journal says', async () => {
  await till.get('rail-shift').click();
  await till.get('shift-x').click();
  await expect(till.get('override')).toBeVisible();
  await till.scan(MANAGER_BADGE);
  await expect(till.get('x-report')).toBeVisible();
  await till.looksRight('day-x');
  await till.get('task-back').click();
});

test('the close is kept over a kill; every tender is declared; the difference has a reason', async () => {
  await till.get('shift-close').click();
  await expect(till.get('close-check')).toBeVisible();
  await till.looksRight('day-close-check');
  await till.get('close-next').click();
  await count('2000', '5');
  await host.stop('SIGKILL');
  await endHard(browser);
  await host.start();
  await openOwn();
  await till.signIn();
  await till.get('rail-shift').click();
  await till.get('shift-close').click();
  await expect(till.get('count-total')).toHaveAttribute('data-amount', '10000');
  await till.get('close-next').click();
  await till.looksRight('day-close-tenders');
  await till.get('close-next').click();
  await expect(till.get('difference').first()).toBeVisible();
  await till.looksRight('day-close-differences');
  for (const reason of await till.page.locator('[data-testid="difference-reason"][data-reason="unknown"]').all()) {
    await reason.click();
  }
  await till.get('close-next').click();
  await till.looksRight('day-close-left');
  await till.get('close-confirm').click();
  await expect(till.get('z-report')).toBeVisible();
  await till.looksRight('day-z');
});

test('Z is the sum of its receipts and of what moved the drawer (I3)', () => {
  const [z] = facts('session.closed');
  if (!z) throw new Error('no session.closed');
  const tickets = facts('order.completed').map(({ payload }) => payload);
  const { totals, declared, differences } = z.payload;
  const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);
  const paid = (tender: string): number =>
    sum(tickets.flatMap(({ payments }) => payments.filter((one) => one.tender === tender).map(({ amount }) => amount)));
  expect(totals.total).toBe(sum(tickets.map(({ total }) => total)));
  expect(totals.receipts).toEqual({ first: 1, last: tickets.length, count: tickets.length });
  expect(sum(totals.taxes.map(({ amount }) => amount))).toBe(sum(tickets.map(({ taxTotal }) => taxTotal)));
  expect(totals.drawer).toBe(FLOAT + paid('cash') - 500);
  expect(totals.tenders.find(({ tender }) => tender === 'card')?.expected).toBe(paid('card'));
  for (const { tender, amount } of differences) {
    const expected = totals.tenders.find((one) => one.tender === tender)?.expected ?? 0;
    expect(amount).toBe((declared.find((one) => one.tender === tender)?.amount ?? 0) - expected);
  }
  expect(z.payload).toMatchObject({ zNumber: 1, perpetual: { sessions: 1, total: totals.total } });
});

test('the journal has no gap and every byte is proven (I4); receipts are numbered without a gap (I7)', () => {
  const folder = path.join(host.folder, 'till', 'journal');
  const lines = readdirSync(folder)
    .filter((name) => name.endsWith('.journal'))
    .sort()
    .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split('\n').slice(0, -1))
    .map((text) => splitLine(text));
  const { publicKey, journalId } = JSON.parse(readFileSync(path.join(host.folder, 'till', 'register.json'), 'utf8'));
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' });
  const whole = lines.filter((line) => line !== undefined);
  expect(whole, 'lines that can be read').toHaveLength(lines.length);
  const verdict = verifyRun(
    { journalId, seq: 0, hash: GENESIS },
    whole,
    {
      sha256Hex: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
      verifySignature: (hash, signature) =>
        verify(null, Buffer.from(hash, 'hex'), key, Buffer.from(signature, 'base64url')),
    },
    (text) => parseJson(Envelope, text),
  );
  expect(verdict).toMatchObject({ bad: null, repeated: [] });
  expect(verdict.accepted.map(({ fact }) => fact.seq)).toEqual(whole.map((_, index) => index + 1));
  const numbers = facts('order.completed').map(({ payload }) => payload.receipt.number);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
});

test('the server has every receipt once and nothing to complain of (I1); the day closes on the same totals', async () => {
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced', { timeout: 30_000 });
  expect(await shop.exceptions()).toEqual([]);
  await till.get('z-sign-out').click();
  await till.get('operator-tile').filter({ hasText: 'Ελένη' }).click();
  await till.type('9876');
  await till.press('Enter');
  await till.get('rail-shift').click();
  await till.get('shift-day').click();
  await expect(till.get('day-book')).toBeVisible();
  const total = facts('session.closed')[0]?.payload.totals.total ?? 0;
  await expect(till.get('day-total')).toContainText((total / 100).toFixed(2));
  await expect(till.get('session-row')).toHaveCount(1);
  await till.looksRight('day-book');
  await till.page.setViewportSize(TABLET);
  await till.looksRight('day-book-tablet');
});

/** A window on what the till's browser has stored. */
async function openOwn(): Promise<void> {
  ({ browser, till } = await openWindow(profile));
  await till.open(host.url);
}

/** So many of one note or coin, in minor units. */
async function count(value: string, pieces: string): Promise<void> {
  await till.page.locator(`[data-testid="count-row"][data-value="${value}"]`).getByTestId('count-value').click();
  await till.type(pieces);
}

/** Sells one piece for cash, and answers the receipt's number. */
async function sellCash(gtin: string): Promise<string> {
  await till.scan(gtin);
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.payExact();
  await till.nextSale();
  const { series, number } = lastTicket().receipt;
  return `${series}-${number}`;
}

function facts<K extends Parameters<typeof ofKind>[0]>(kind: K) {
  return ofKind(kind) as { id: string; seq: number; payload: PayloadOf<K> }[];
}

function ofKind(kind: 'order.completed' | 'session.closed' | 'cash.moved' | 'payment.requested' | 'payment.settled') {
  return host.journal().filter((fact) => fact.kind === kind) as unknown[];
}

function lastOrder() {
  const order = facts('order.completed').at(-1);
  if (!order) throw new Error('the journal has no order');
  return order;
}

function lastTicket(): Ticket {
  return lastOrder().payload;
}
