import { expect } from '@playwright/test';
import { MANAGER, type TillPage } from './till-page.ts';

/** Of the demo shop (resources/demo): plain, open price, with sizes, restricted, with a serial number. */
const GLOBE = '2900100020008';
const BOOK = '2902000000203';
const RADIO = '2902000000180';
const WINE = '2902000000173';
const GIFT_CARD = '2902000000050';

/** Every screen of a cashier's and a manager's day at a till, from its sign-in screen; `look` is called on each. */
export async function walkTill(till: TillPage, look: (name: string) => Promise<void>): Promise<void> {
  await till.get('training-switch').click();
  await look('sign-in-training');
  await till.get('training-switch').click();
  await till.signIn(...MANAGER);
  await sellPanels(till, look);
  await payForms(till, look);
  await takeBack(till, look);
  await shift(till, look);
  await reports(till, look);
  await training(till, look);
}

async function sellPanels(till: TillPage, look: (name: string) => Promise<void>): Promise<void> {
  const prompts = [
    [BOOK, 'prompt-price', 'open-price'],
    [RADIO, 'prompt-serial', 'serial'],
    [WINE, 'prompt-age', 'age'],
    [GIFT_CARD, 'prompt-price', 'gift-card'],
  ] as const;
  for (const [gtin, testId, name] of prompts) {
    await till.scan(gtin);
    await expect(till.get(testId)).toBeVisible();
    await look(`sell-${name}`);
    await till.press('Escape');
    await expect(till.get(testId)).toHaveCount(0);
  }
  await till.scan('5000000000005');
  await expect(till.get('notice-unlisted')).toBeVisible();
  await look('sell-unknown');
  await till.scan(GLOBE);
  await expect(till.get('cart-line')).toHaveCount(1);
  const panels = [
    ['F3', 'price-check-panel'],
    ['F4', 'unlisted-panel'],
    ['F6', 'member-panel'],
    ['F7', 'discount-panel'],
    ['F10', 'actions-panel'],
  ] as const;
  for (const [key, testId] of panels) {
    await till.press(key);
    await expect(till.get(testId)).toBeVisible();
    await look(testId);
    await till.press('Escape');
    await expect(till.get(testId)).toHaveCount(0);
  }
  for (const action of ['exempt', 'clear', 'noteCart'] as const) {
    await till.press('F10');
    await till.page.locator(`[data-action="${action}"]`).click();
    await expect(till.get('actions-panel')).toHaveCount(0);
    await look(`panel-${action}`);
    await till.press('Escape');
  }
  await till.press('Enter');
  for (const tab of ['quantity', 'discount', 'price', 'note', 'why'] as const) {
    await till.get(`line-tab-${tab}`).click();
    await look(`line-${tab}`);
  }
  await till.press('Escape');
  await till.get('park-open').click();
  await expect(till.get('parked-panel')).toBeVisible();
  await look('parked');
  await till.press('Escape');
}

async function payForms(till: TillPage, look: (name: string) => Promise<void>): Promise<void> {
  await till.press('F12');
  const tenders = till.get('tender');
  await expect(tenders.first()).toBeVisible();
  for (let index = 0; index < (await tenders.count()); index++) {
    await tenders.nth(index).click();
    await look(`pay-${await tenders.nth(index).getAttribute('data-tender')}`);
  }
  await till.get('deposit').click();
  await look('pay-deposit');
  await till.press('Escape');
  await till.page.locator('[data-testid="tender"][data-tender="card"]').click();
  await till.press('Enter');
  await expect(till.get('open-payment')).toBeVisible();
  await look('pay-card-asked');
  await till.get('payment-cancel').click();
  await expect(till.get('open-payment')).toHaveCount(0, { timeout: 30_000 });
  await till.page.locator('[data-testid="tender"][data-tender="cash"]').click();
  await till.get('tender-exact').click();
  await expect(till.get('paid')).toBeVisible();
  await look('paid');
  await till.nextSale();
}

async function takeBack(till: TillPage, look: (name: string) => Promise<void>): Promise<void> {
  await till.press('F8');
  await till.get('find-text').fill('1');
  await expect(till.get('found-ticket').first()).toBeVisible();
  await look('return-find');
  await till.get('found-ticket').first().click();
  await expect(till.get('return-ticket')).toBeVisible();
  await till.get('return-all').click();
  await look('return-ticket');
  await till.get('return-without-receipt').click();
  await look('return-without-receipt');
  await till.get('returns-back').click();
  await till.get('rail-receipts').click();
  await expect(till.get('receipt-picture')).toBeVisible();
  await look('receipts');
}

async function shift(till: TillPage, look: (name: string) => Promise<void>): Promise<void> {
  await till.get('rail-shift').click();
  await expect(till.get('shift-home')).toBeVisible();
  await look('shift');
  for (const action of ['in', 'out', 'pickup', 'noSale', 'handOver', 'x', 'safe', 'bank', 'day'] as const) {
    await till.get(`shift-${action}`).click();
    await expect(till.get('task-back')).toBeVisible();
    await look(`shift-${action}`);
    await till.get('task-back').click();
  }
}

async function reports(till: TillPage, look: (name: string) => Promise<void>): Promise<void> {
  await till.get('rail-reports').click();
  for (const report of ['sales', 'exceptions', 'loss', 'audit', 'fix', 'sessions'] as const) {
    await till.get(`reports-${report}`).click();
    await expect(till.get(`report-${report}`)).toBeVisible();
    await look(`report-${report}`);
  }
  await till.get('rail-more').click();
  await look('more');
}

async function training(till: TillPage, look: (name: string) => Promise<void>): Promise<void> {
  await till.get('train').click();
  await till.signIn();
  await expect(till.get('training')).toBeVisible();
  await look('training');
  await till.get('training-end').click();
}
