import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { openEmptyShop } from '#tests/e2e/empty-shop.ts';
import { openBrowser, TillPage } from '#tests/e2e/till-page.ts';
import { Album, TONGUES } from './album.ts';
import { go } from './walk-office.ts';

const PIN = '739104';
const SHOPS = {
  en: { name: 'Corner Shop', legal: 'Corner Shop Ltd', address: '1 Mill Lane\nMillbrook MB1 4QT', tax: 'GB980780684' },
  'zh-CN': {
    name: '街角小店',
    legal: '杭州街角百货有限公司',
    address: '浙江省杭州市西湖区文一路 1 号',
    tax: '91350100M000100Y43',
  },
};
/** A long name at the largest price that is likely. */
const PRODUCTS = {
  en: ['Longcase clock with moon phases, walnut and burr maple, made to order', '9999999.99'],
  'zh-CN': ['红木雕花落地大座钟（月相显示，机械机芯，每周上弦一次，可定制）', '9999999.99'],
} as const;

for (const tongue of TONGUES) {
  test(`opening, ${tongue}`, async () => {
    const shop = await openEmptyShop();
    const browser = await openBrowser(mkdtempSync(path.join(shop.folder, 'browser-')), {
      language: tongue === 'en' ? 'en-GB' : tongue,
    });
    try {
      const till = await TillPage.first(browser);
      await till.page.goto(shop.tillUrl);
      await expect(till.get('opening-country')).toBeVisible();
      const album = new Album('opening', tongue);
      album.listen(till.page);
      const look = (name: string) => album.look(till.page, name);
      const next = async (step: string): Promise<void> => {
        await till.press('F12');
        await expect(till.page.locator(`section[data-testid="opening-at-${step}"]`)).toBeVisible();
      };
      await look('country');
      await next('business');
      await look('business-empty');
      const { name, legal, address, tax } = SHOPS[tongue];
      await till.get('opening-name').fill(name);
      await till.get('opening-legal-name').fill(legal);
      await till.get('opening-address').fill(address);
      await till.get('opening-tax-number').fill(tax);
      await look('business');
      await next('taxes');
      await look('taxes');
      await next('cash');
      await look('cash');
      await next('owner');
      await till.press('F12');
      await look('owner-wanting');
      await till.get('opening-owner').fill('Maud Ellison');
      await till.get('opening-pin').fill(PIN);
      await till.get('opening-repeated').fill(PIN);
      await next('printer');
      await look('printer');
      await till.get('opening-later').click();
      await expect(till.get('opening-products-grid')).toBeVisible();
      await look('products');
      await till.get('opening-file').click();
      await look('products-file');
      await till.get('opening-typed').click();
      const [product, price] = PRODUCTS[tongue];
      await till.get('opening-product-name').fill(product);
      await till.get('opening-product-price').fill(price);
      await look('products-typed');
      await till.get('opening-products-save').click();
      await expect(till.page.locator('section[data-testid="opening-at-float"]')).toBeVisible();
      await look('float');
      await till.get('opening-later').click();
      await till.openShift();
      await expect(till.get('search')).toBeVisible();
      await till.get('category-tile').click();
      await expect(till.get('tile')).toHaveCount(1);
      await look('sell');
      await till.get('tile').click();
      await expect(till.get('cart-line')).toHaveCount(1);
      await look('sell-huge');
      await till.press('F12');
      await expect(till.get('tender').first()).toBeVisible();
      await look('pay-huge');
      await till.get('tender-exact').click();
      await expect(till.get('paid')).toBeVisible();
      await look('paid-huge');
      await till.nextSale();
      await till.get('rail-receipts').click();
      await expect(till.get('receipt-picture')).toBeVisible();
      await look('receipt-huge');
      await go(till, 'rail-reports reports-home');
      await look('home-huge');
      album.close();
    } finally {
      await browser.close();
      await shop.close();
    }
  });
}
