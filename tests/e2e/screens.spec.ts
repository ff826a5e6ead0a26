import { expect, test } from '@playwright/test';
import { openTill } from './open-till.ts';
import { openShop, type Shop } from './shop.ts';
import type { TillPage } from './till-page.ts';
import { walkTill } from './walk-till.ts';

let shop: Shop;

test.beforeAll(async () => {
  shop = await openShop();
  await shop.terminalBehaves({ verdict: 'ask' });
});

test.afterAll(async () => {
  await shop?.close();
});

for (const language of ['en-GB', 'zh-CN'] as const) {
  test(`every screen of the day, ${language}`, async () => {
    const { till, close } = await openTill(shop, { name: `Till ${language}`, language, chosen: language });
    const tag = language.slice(0, 2);
    try {
      await expect(till.page.locator('html')).toHaveAttribute('lang', new RegExp(`^${tag}`));
      await walkTill(till, (name) => seen(till, `screen-${tag}-${name}`));
    } finally {
      await close();
    }
  });
}

/** On a till's screen with all that is checked, and a picture on a tablet. */
async function seen(till: TillPage, name: string): Promise<void> {
  await till.looksRight(name);
  await till.in('tablet', () => till.shot(`${name}-tablet`));
}
