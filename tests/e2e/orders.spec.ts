import { expect, type Locator, test } from '@playwright/test';
import type { CounterState } from '#contracts/ipc/counter.ts';
import { bagCode } from '#renderer/features/orders/shared/bag-code.ts';
import { type Line, openLine } from './line.ts';
import { type OpenTill, openTill } from './open-till.ts';
import { openShop, type Shop } from './shop.ts';
import { MANAGER, type TillPage } from './till-page.ts';
import { openWebShop, type WebShop } from './web-shop.ts';

/** Of the demo shop's products; two are ordered of the tapes, one of the globe, none of the rubber. */
const TAPES = { sku: '10125', gtin: '2900101250008' };
const GLOBE = { sku: '10002', gtin: '2900100020008' };
const RUBBER = { sku: '10120', gtin: '2900101200003' };
const ORDER = 'W1042';

test.describe.configure({ mode: 'serial' });

let shop: Shop;
let line: Line;
let one: OpenTill;
let till: TillPage;
let web: WebShop;

test.beforeAll(async () => {
  shop = await openShop();
  line = await openLine(Number(new URL(shop.serverUrl).port));
  one = await openTill(shop, { hardware: 'counter', over: line });
  till = one.till;
  await till.page.addInitScript(() => {
    const tones: number[] = [];
    Object.assign(globalThis, { tones });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      tones.push(Math.round(this.frequency.value));
      start.call(this, when);
    };
  });
  await till.open(one.host.url);
  await till.signIn(...MANAGER);
  web = await openWebShop(shop);
});

test.afterAll(async () => {
  await one?.close();
  await line?.close();
  await shop?.close();
});

const card = (number: string): Locator => till.page.locator(`[data-testid="order-card"][data-number="${number}"]`);
const notice = (code: string): Locator => till.page.locator(`[data-testid="notice"][data-code="${code}"]`);
const stop = (sku: string): Locator => till.page.locator(`[data-testid="pick-stop"][data-sku="${sku}"]`);
/** The tones of a new order, which no other sound has. */
const heardOrder = () =>
  till.page.evaluate(() => (globalThis as unknown as { tones: number[] }).tones.filter((tone) => tone === 1047).length);

/** How many new orders the rail tells of. */
const waiting = async () => Number((await till.get('rail-orders-waiting').allTextContents())[0] ?? 0);

test('a new order sounds, is counted beside its section and stands on the board', async () => {
  await expect(till.get('rail-orders')).toBeVisible();
  const before = await waiting();
  await web.order(ORDER, { [TAPES.sku]: 2, [GLOBE.sku]: 1 });
  await expect.poll(waiting).toBe(before + 1);
  await expect.poll(heardOrder).toBe(2);
  await till.get('rail-orders').click();
  await expect(till.get('orders-new').locator(card(ORDER))).toContainText('Wang Li');
  await expect(card(ORDER)).toContainText('0/3 picked');
  await expect(card(ORDER).getByTestId('order-time-left')).toBeVisible();
  await till.looksRightIn(['tablet', 'tablet-dark', 'dark'], 'orders-board');
  await till.get('order-search').fill('wang');
  await expect(card(ORDER)).toBeVisible();
  await till.get('order-search').fill('nobody');
  await expect(card(ORDER)).toHaveCount(0);
  await till.get('order-search').fill('');
  await card(ORDER).getByTestId('order-open').click();
});

test('accepted, it is picked by scans; a wrong one counts nothing, nor does one too many', async () => {
  await expect(till.get('order-state')).toHaveAttribute('data-state', 'new');
  await till.looksRightIn(['tablet', 'dark'], 'orders-one');
  await till.get('order-accept').click();
  await expect(till.get('order-state')).toHaveAttribute('data-state', 'accepted');
  await till.get('order-pick').click();
  await expect(stop(TAPES.sku)).toHaveAttribute('data-left', '2');
  await till.scan(RUBBER.gtin);
  await expect(notice('not-wanted')).toBeVisible();
  await expect(till.get('pick-progress')).toContainText('0/3');
  await till.looksRightIn(['tablet', 'tablet-dark', 'dark'], 'orders-pick');
  await till.scan(TAPES.gtin);
  await expect(stop(TAPES.sku)).toHaveAttribute('data-left', '1');
  await expect(notice('not-wanted')).toHaveCount(0);
  await expect(till.get('pick-progress')).toContainText('1/3');
});

test('without a network, and after the window was opened anew, it goes on where it was', async () => {
  await line.cut();
  await till.scan(TAPES.gtin);
  await expect(till.get('pick-progress')).toContainText('2/3');
  await expect(stop(TAPES.sku)).toHaveCount(0);
  await till.scan(TAPES.gtin);
  await expect(notice('not-wanted')).toBeVisible();
  await till.page.reload();
  await till.get('rail-orders').click();
  await expect(till.get('pick-progress')).toContainText('2/3');
  await stop(GLOBE.sku).click();
  await till.get('pick-short').click();
  await till.get('pick-short-sure').click();
  await expect(till.get('pick-progress')).toContainText('2/2');
  await till.get('pick-to-ready').click();
  await till.get('ready-more').click();
  await expect(till.get('ready-bags')).toHaveText('2');
  await till.looksRightIn(['tablet', 'dark'], 'orders-ready');
  await till.get('ready-save').click();
  await expect(notice('order-ready')).toBeVisible();
  await till.get('ready-next').click();
  await expect(till.get('orders-ready').locator(card(ORDER))).toContainText('2 bags');
  await expect(till.get('orders-as-of')).toContainText('Offline');
});

test('on line again, the server knows the same, once, and the labels of the bags find the order', async () => {
  line.mend();
  const here = async () => {
    const { fulfilments } = await web.known(ORDER);
    const mine = fulfilments.find(({ locationId }) => locationId === 'high-street');
    return { state: mine?.state, lines: mine?.lines.map(({ lineId, picked, short }) => [lineId, picked, short]) };
  };
  await expect.poll(here, { timeout: 60_000 }).toMatchObject({ state: 'ready' });
  const { lines } = await here();
  expect(lines?.map(([, picked, short]) => [picked, short]).sort()).toEqual([
    [0, 1],
    [2, 0],
  ]);
  await expect(card(ORDER)).toHaveAttribute('data-state', 'ready');
  await expect(card(ORDER)).toContainText('2/2 picked');
  const { fulfilments } = await web.known(ORDER);
  const code = bagCode(fulfilments.find(({ locationId }) => locationId === 'high-street')?.fulfilmentId ?? '');
  await till.scan('BAG-000000000000');
  await expect(notice('bag-unknown')).toBeVisible();
  await till.scan(code);
  await expect(till.get('order-view')).toContainText(`#${ORDER}`);
  const labels = async () => {
    const { labelPrinter } = (await (await fetch(`${shop.counterUrl}/state`)).json()) as CounterState;
    return labelPrinter.labels.length;
  };
  await expect.poll(labels).toBe(2);
});

test('what is not on its shelf is refused, and none of it is left in stock', async () => {
  await till.get('order-back').click();
  await web.order('W1043', { [RUBBER.sku]: 1 }, '李娜');
  await card('W1043').getByTestId('order-open').click();
  await till.get('order-refuse').click();
  await till.page.locator('[data-testid="refuse-reason"][data-reason="not-there"]').click();
  await till.page.locator(`[data-testid="refuse-line"][data-sku="${RUBBER.sku}"]`).click();
  await till.looksRightIn(['tablet', 'dark'], 'orders-refuse');
  await till.get('refuse-save').click();
  await expect(till.get('order-board')).toBeVisible();
  await expect(card('W1043')).toHaveCount(0);
  await till.get('rail-sell').click();
  await till.get('search').fill(RUBBER.sku);
  await expect.poll(() => till.stockOf(RUBBER.sku)).toBe(0);
});
