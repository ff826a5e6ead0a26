import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openShop, openTillHost } from '#tests/e2e/shop.ts';
import { openBrowser, TillPage } from '#tests/e2e/till-page.ts';
import { type Spread, spreadOf } from './spread.ts';

export interface ScanFigures {
  scans: number;
  /** From a scan's last character to its line painted, ms. */
  scanToLine: Spread;
  /** The yardstick: two animation frames in the same page, ms. Nothing is painted sooner. */
  twoFrames: Spread;
  payments: number;
  /** From the press that pays to "Paid" on the screen: settled, signed, on disk, painted, ms. */
  payToPaid: Spread;
}

const LINES = 30;

/** Scans and pays in the real till in Chromium on the demo shop of 3,790 products, carts of up to 30 lines. */
export async function scanToLine({ scans, payments }: { scans: number; payments: number }): Promise<ScanFigures> {
  const shop = await openShop();
  const host = await openTillHost(shop, 'high-street', 'Bench');
  const browser = await openBrowser(mkdtempSync(path.join(tmpdir(), 'omnitill-bench-')));
  try {
    const till = new TillPage(browser.pages()[0] ?? (await browser.newPage()));
    await till.open(host.url);
    await till.signIn();
    const gtins = await gtinsOnTiles(till);
    const twoFrames: number[] = [];
    const payToPaid: number[] = [];
    for (let scan = 0; scan < scans; scan++) {
      await till.scan(gtins[scan % gtins.length] ?? '');
      await measured(till, scan + 1);
      twoFrames.push(await frames(till));
      if (scan % LINES === LINES - 1 || scan === scans - 1) payToPaid.push(await pay(till));
    }
    while (payToPaid.length < payments) {
      await till.scan(gtins[payToPaid.length % gtins.length] ?? '');
      await till.get('cart-line').first().waitFor();
      payToPaid.push(await pay(till));
    }
    const scanned = await till.page.evaluate(() =>
      performance.getEntriesByName('scan-to-line').map(({ duration }) => duration),
    );
    return {
      scans,
      scanToLine: spreadOf(scanned),
      twoFrames: spreadOf(twoFrames),
      payments: payToPaid.length,
      payToPaid: spreadOf(payToPaid),
    };
  } finally {
    await browser.close();
    await host.stop();
    await shop.close();
  }
}

interface Variant {
  gtins: string[];
  unit: string;
  rules?: object;
}

/** In-store numbers of the demo shop's goods of which nothing is asked, made from its skus as `resources/demo` has them. */
async function gtinsOnTiles(till: TillPage): Promise<string[]> {
  const answer = await till.page.request.get(new URL('/api/feeds/chain?limit=64', till.page.url()).href, {
    headers: {
      'x-omnitill-token': (await till.page.locator('meta[name="omnitill-token"]').getAttribute('content')) ?? '',
    },
  });
  const { documents } = (await answer.json()) as { documents: { kind: string; data: string }[] };
  return documents
    .filter(({ kind }) => kind === 'catalogue-page')
    .flatMap(({ data }) => (JSON.parse(data) as { variants: Variant[] }).variants)
    .filter(({ unit, rules }) => unit === 'each' && rules === undefined)
    .flatMap(({ gtins }) => gtins.slice(0, 1))
    .slice(0, 200)
    .map((gtin) => gtin.slice(1));
}

async function measured(till: TillPage, count: number): Promise<void> {
  await till.page.waitForFunction((wanted) => performance.getEntriesByName('scan-to-line').length >= wanted, count);
}

function frames(till: TillPage): Promise<number> {
  return till.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
      }),
  );
}

async function pay(till: TillPage): Promise<number> {
  await till.page.keyboard.press('F12');
  await till.get('tender-exact').waitFor();
  const took = await till.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        const look = new MutationObserver(() => {
          if (!document.querySelector('[data-testid="paid"]')) return;
          look.disconnect();
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
        });
        look.observe(document, { subtree: true, childList: true });
        document.querySelector<HTMLElement>('[data-testid="tender-exact"]')?.click();
      }),
  );
  await till.nextSale();
  return took;
}
