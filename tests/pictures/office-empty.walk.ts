import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { openShop } from '#tests/e2e/shop.ts';
import { FIRST_SHOP, setupRequest } from '#tests/fixtures/first-shop.ts';
import { WAYS } from './office-ways.ts';
import { type Open, openOffice, walks } from './walk-office.ts';

let open: Open;

test.beforeAll(async () => {
  const shop = await openShop({ demo: false });
  const code = readFileSync(path.join(shop.folder, 'server', 'setup-code'), 'utf8').trim();
  const answer = await fetch(`${shop.serverUrl}/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(setupRequest(code)),
  });
  expect(await answer.json()).toMatchObject({ ok: true });
  open = await openOffice(shop, FIRST_SHOP.store.storeId, [FIRST_SHOP.owner.name, FIRST_SHOP.owner.pin]);
});

test.afterAll(() => open?.close());

test('every button of More and of Stock is walked', async () => {
  const { till } = open;
  const known = new Set(Object.values(WAYS).flatMap((way) => way.split(' ')));
  for (const [rail, pattern] of [
    ['rail-more', /-open$/],
    ['rail-stock', /^stock-/],
  ] as const) {
    await till.get(rail).click();
    const buttons = till.get('stock-home').or(till.page.getByRole('main')).locator('button[data-testid]');
    await expect(buttons.first()).toBeVisible();
    const ids = await buttons.evaluateAll((all) => all.map((one) => one.dataset.testid ?? ''));
    expect(ids.filter((id) => pattern.test(id) && !known.has(id))).toEqual([]);
  }
});

walks('office-empty', WAYS, () => open.till);
