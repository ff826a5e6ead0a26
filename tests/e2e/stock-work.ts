import { expect, type Locator } from '@playwright/test';
import type { TillPage } from './till-page.ts';

/** In the demo shop: 49 of it in either store. */
export const TAPES = { gtin: '2900101250008', sku: '10125', opening: 49 };
/** 33 of it in either store. */
export const GLOBE = { gtin: '2900100020008', sku: '10002' };

export async function openStock(till: TillPage): Promise<void> {
  await till.get('rail-stock').click();
  await expect(till.get('stock-home')).toBeVisible();
}

export async function save(till: TillPage): Promise<void> {
  await till.press('F12');
  await expect(till.get('work-reviewed')).toBeVisible();
  await till.press('F12');
  await expect(till.get('work-done')).toBeVisible();
  await till.press('F12');
  await expect(till.get('stock-home')).toBeVisible();
}

export function line(till: TillPage, sku: string): Locator {
  return till.page.locator(`[data-testid="work-line"][data-sku="${sku}"]`);
}

export function notice(till: TillPage, code: string): Locator {
  return till.page.locator(`[data-testid="notice"][data-code="${code}"]`);
}

/** A figure of the product shown, at the till's own store. */
export function here(till: TillPage, column: string): Locator {
  return till.get('stock-location').first().locator(`[data-column="${column}"]`);
}
