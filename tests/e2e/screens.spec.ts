import { expect, test } from '@playwright/test';
import { openShop, openTillHost, type Shop } from './shop.ts';
import { DESKTOP, newProfile, openBrowser, TABLET, TillPage } from './till-page.ts';
import { walkTill } from './walk-till.ts';

let shop: Shop;

test.beforeAll(async () => {
  shop = await openShop();
  await shop.terminalBehaves({ verdict: 'ask' });
});

test.afterAll(async () => {
  await shop?.close();
});

for (const language of ['en-GB', 'zh-CN']) {
  test(`every screen of the day, ${language}`, async () => {
    const host = await openTillHost(shop, 'high-street', `Till ${language}`);
    const browser = await openBrowser(newProfile(shop), { language });
    const till = await TillPage.first(browser);
    await till.page.addInitScript((chosen) => {
      localStorage.setItem('omnitill-preferences', JSON.stringify({ language: chosen }));
    }, language);
    const tag = language.slice(0, 2);
    try {
      await till.open(host.url);
      await expect(till.page.locator('html')).toHaveAttribute('lang', new RegExp(`^${tag}`));
      await walkTill(till, (name) => seen(till, `screen-${tag}-${name}`));
    } finally {
      await browser.close();
      await host.stop();
    }
  });
}

/** On a till's screen with all that is checked, and a picture on a tablet. */
async function seen(till: TillPage, name: string): Promise<void> {
  await till.looksRight(name);
  await till.page.setViewportSize(TABLET);
  await till.shot(`${name}-tablet`);
  await till.page.setViewportSize(DESKTOP);
}
