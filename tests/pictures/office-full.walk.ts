import { expect, test } from '@playwright/test';
import { openShop } from '#tests/e2e/shop.ts';
import { MANAGER } from '#tests/e2e/till-page.ts';
import { fillShop } from './fill-shop.ts';
import { FILLED_WAYS, WAYS } from './office-ways.ts';
import { type Open, openOffice, walks } from './walk-office.ts';

const GLOBE = '2900100020008';

let open: Open;

test.beforeAll(async () => {
  open = await openOffice(await openShop(), 'high-street', MANAGER);
  const { till } = open;
  await fillShop(till);
  await expect(till.get('category-tile').first()).toBeVisible({ timeout: 120_000 });
  await till.scan(GLOBE);
  await till.payExact();
  await till.nextSale();
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced');
});

test.afterAll(() => open?.close());

walks('office-full', { ...WAYS, ...FILLED_WAYS }, () => open.till);
