import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { openTill } from './open-till.ts';
import { openShop, type Shop } from './shop.ts';
import { MANAGER } from './till-page.ts';

const GLOBE = '2900100020008';
const SMALL = { width: 1024, height: 768 };

let shop: Shop;

test.beforeAll(async () => {
  shop = await openShop();
});

test.afterAll(async () => {
  await shop?.close();
});

for (const [before, language] of (['en-GB', 'zh-CN'] as const).entries()) {
  test(`a manager looks at what was sold, ${language}`, async () => {
    const { till, close } = await openTill(shop, {
      name: `Till ${language}`,
      language,
      chosen: language,
      operator: MANAGER,
    });
    const tag = language.slice(0, 2);
    const look = async (name: string) => {
      await till.looksRight(`sales-${tag}-${name}`);
      const size = till.page.viewportSize();
      await till.page.setViewportSize(SMALL);
      await till.shot(`sales-${tag}-${name}-1024`);
      const overflow = await till.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, name).toBeLessThanOrEqual(0);
      if (size) await till.page.setViewportSize(size);
    };
    try {
      await till.scan(GLOBE);
      await till.press('F12');
      await till.page.locator('[data-testid="tender"][data-tender="cash"]').click();
      await till.get('tender-exact').click();
      await expect(till.get('paid')).toBeVisible();
      await till.nextSale();

      await till.get('rail-reports').click();
      await till.get('reports-sales').click();
      await till.get('sales-period').selectOption('today');
      await expect(till.get('sales-receipts')).toContainText(String(before + 1));
      await expect(till.get('chart-bar')).toHaveCount(1);
      await look('day');
      for (const by of ['hour', 'product', 'category', 'operator', 'tender', 'tax']) {
        await till.get('sales-by').selectOption(by);
        await expect(till.get('sales-row')).not.toHaveCount(0);
        await look(by);
      }
      const download = till.page.waitForEvent('download');
      await till.get('sales-csv').click();
      expect(readFileSync(await (await download).path(), 'utf8')).toContain('tax,name,unit,amount');
      await till.get('sales-period').selectOption('days');
      await till.get('sales-from').fill('2020-01-01');
      await till.get('sales-to').fill('2020-01-07');
      await expect(till.page.getByTestId('sales-table')).toHaveCount(0);
      await look('empty');

      await shop.stopServer();
      await till.get('sales-period').selectOption('yesterday');
      await expect(till.get('report-offline')).toBeVisible();
      await look('offline');
      await shop.startServer();
    } finally {
      await close();
    }
  });
}
