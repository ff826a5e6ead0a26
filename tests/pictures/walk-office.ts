import { type BrowserContext, expect, test } from '@playwright/test';
import { openTillHost, type Shop, type TillHost } from '#tests/e2e/shop.ts';
import { newProfile, type Operator, openBrowser, TillPage } from '#tests/e2e/till-page.ts';
import { Album, LOADING, TONGUES } from './album.ts';
import type { Ways } from './office-ways.ts';
import { speak } from './speak.ts';

/** A forecast of every product of the demo shop. */
const FORECAST_MS = 5 * 60_000;

/** A till of a shop, open in a browser. */
export interface Open {
  till: TillPage;
  close(): Promise<void>;
}

/** Starts a till of a store and signs somebody in. */
export async function openOffice(shop: Shop, storeId: string, operator: Operator): Promise<Open> {
  const host: TillHost = await openTillHost(shop, storeId, 'Till 1');
  const browser: BrowserContext = await openBrowser(newProfile(shop));
  const till = await TillPage.first(browser);
  await till.open(host.url);
  await till.signIn(...operator);
  return {
    till,
    async close() {
      await browser.close();
      await host.stop();
      await shop.close();
    },
  };
}

/** A test in each language that looks at the screen at the end of every way. */
export function walks(of: string, ways: Ways, opened: () => TillPage): void {
  for (const tongue of TONGUES) {
    test(`${of}, ${tongue}`, async () => {
      const till = opened();
      await speak(till.page, tongue);
      const album = new Album(of, tongue);
      album.listen(till.page);
      for (const [name, way] of Object.entries(ways)) {
        await go(till, way);
        await album.look(till.page, name);
      }
      album.close();
    });
  }
}

/** Scans, and waits until the screen shows what came of it. */
async function scanHere(till: TillPage, code: string): Promise<void> {
  const main = till.page.getByRole('main');
  const before = await main.innerText();
  await till.scan(code);
  await expect.poll(() => main.innerText()).not.toBe(before);
}

/** Presses, scans and types what a way says, and waits until nothing is asked for any more. */
export async function go(till: TillPage, way: string): Promise<void> {
  const [rail = '', ...steps] = way.split(' ');
  // A section comes up as it was left; pressed again it begins anew.
  for (const step of [rail, rail, ...steps]) {
    const [field = step, text] = step.split('=');
    if (text !== undefined) await till.get(field).fill(text);
    else if (/^\d+$/.test(step)) await scanHere(till, step);
    else await till.get(step).first().click();
  }
  await expect(till.page.getByText(LOADING).or(till.get('replenish-running'))).toHaveCount(0, { timeout: FORECAST_MS });
}
