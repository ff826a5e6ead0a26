import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CDPSession } from '@playwright/test';
import { sql } from 'kysely';
import { pageOf } from '#domain/catalog/variant.ts';
import { unnest } from '#sync-server/db/insert-rows.ts';
import { openServer } from '#sync-server/server.ts';
import { openShop, openTillHost, type Shop, type TillHost } from '#tests/e2e/shop.ts';
import { openBrowser, TillPage } from '#tests/e2e/till-page.ts';
import { type Spread, spreadOf } from './spread.ts';

const PRODUCTS = 100_000;
const FRAMES = 200;
/** What a hard turn of a wheel moves in a frame. */
const STEP_PX = 600;
const JUMPS = 15;
/** Keys that come faster are a scanner's. */
const TYPED_MS = 60;
const MANAGER = ['Ελένη', '9876'] as const;
const WORDS = ['mug', 'plate', 'candle', 'hanger', 'lantern'];

interface Frames {
  /** From one animation frame to the next while the list scrolls, ms. */
  scrolling: Spread;
  /** The yardstick: the same page while nothing happens. */
  still: Spread;
  /** Frames that came more than 50 ms after the one before, of all. */
  long: number;
  /** Most rows that were drawn at once. */
  rows: number;
}

export interface ScrollFigures {
  products: number;
  /** By how many times slower the window's processor was made. */
  frames: Record<'1' | '4', Frames>;
  /** From a jump anywhere in the list to its rows shown, ms. */
  jump: Spread;
  /** From the last key of a search to its rows shown, ms: the office's list (of which 200 ms are waited for more keys), the till's. */
  officeSearch: Spread;
  tillSearch: Spread;
  /** The window's heap with both open, MB. */
  heapMb: number;
}

/** Scrolls and searches 100,000 products in the real till in Chromium: the office's list and the till's search. */
export async function scroll(): Promise<ScrollFigures> {
  const shop = await openShop();
  const host = await openTillHost(shop, 'high-street', 'Bench');
  try {
    await enrol(host);
    await fill(shop);
    return await scrolled(host);
  } finally {
    await host.stop();
    await shop.close();
  }
}

/** Has the till enrolled, in a window that is thrown away: that of the measurements fetches all products as a new one does. */
async function enrol(host: TillHost): Promise<void> {
  const browser = await openBrowser(mkdtempSync(path.join(tmpdir(), 'omnitill-bench-')));
  try {
    await (await TillPage.first(browser)).open(host.url);
  } finally {
    await browser.close();
  }
}

async function scrolled(host: TillHost): Promise<ScrollFigures> {
  const browser = await openBrowser(mkdtempSync(path.join(tmpdir(), 'omnitill-bench-')));
  try {
    const till = await TillPage.first(browser);
    const cdp = await browser.newCDPSession(till.page);
    await till.open(host.url);
    await till.signIn(...MANAGER);
    const tillSearch = await searches(till, 'search', 'search-result');
    await till.page.keyboard.press('Escape');
    await till.get('rail-more').click();
    await till.get('products-open').click();
    await till.get('product-row').first().waitFor();
    const frames = { '1': await framesAt(till, cdp, 1), '4': await framesAt(till, cdp, 4) };
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    const jump = await jumps(till);
    const officeSearch = await searches(till, 'products-search', 'product-row');
    return { products: PRODUCTS, frames, jump, officeSearch, tillSearch, heapMb: await heapOf(cdp) };
  } finally {
    await browser.close();
  }
}

/** Adds products to the demo shop's until there are so many, each with prices in all stores and stock. */
async function fill(shop: Shop): Promise<void> {
  await shop.stopServer();
  const server = await openServer({ dataDir: path.join(shop.folder, 'server'), port: 0 });
  const { db } = server.context;
  const { rows } = await sql<{ there: number; category: string }>`
    select count(*)::int8 as there, min(category_id) as category from variant`.execute(db);
  const { there = 0, category = '' } = rows[0] ?? {};
  const made = Array.from({ length: PRODUCTS - there }, (_, index) => {
    const id = `bench-${index}`;
    return { id, page: pageOf(id), name: `${WORDS[index % WORDS.length]} ${(index * 7919) % PRODUCTS}` };
  });
  const columns = { id: 'text', page: 'int4', name: 'text' } as const;
  await sql`insert into variant (variant_id, page, product_id, sku, name, names, gtins, category_id, unit, tax_category, changed_at)
    select id, page, id, 'B-' || id, name, null, '{}', ${category}, 'each', 'standard', now()
    from ${unnest(columns, made)} as made (id, page, name)`.execute(db);
  await sql`insert into price (store_id, variant_id, page, amount, version)
    select store_id, variant_id, page, 100 + page, 1 from store cross join variant where variant_id like 'bench-%'`.execute(
    db,
  );
  await sql`insert into stock (location_id, variant_id, page, on_hand)
    select location_id, variant_id, page, 7 from store cross join variant where variant_id like 'bench-%'`.execute(db);
  await sql`vacuum analyze`.execute(db);
  await server.close();
  await shop.startServer();
}

async function framesAt(till: TillPage, cdp: CDPSession, rate: number): Promise<Frames> {
  await cdp.send('Emulation.setCPUThrottlingRate', { rate });
  const gapsOf = (step: number) =>
    till.page.evaluate(
      async ([count, by]) => {
        const grid = document.querySelector('[data-testid="products-grid"]');
        const gaps: number[] = [];
        let rows = 0;
        let last = await new Promise<number>((frame) => requestAnimationFrame(frame));
        for (let at = 0; at < count; at += 1) {
          if (by > 0) grid?.scrollBy(0, by);
          const now = await new Promise<number>((frame) => requestAnimationFrame(frame));
          gaps.push(now - last);
          last = now;
          rows = Math.max(rows, grid?.querySelectorAll('tbody tr').length ?? 0);
        }
        return { gaps, rows };
      },
      [FRAMES, step] as const,
    );
  const still = await gapsOf(0);
  const { gaps, rows } = await gapsOf(STEP_PX);
  const long = gaps.filter((gap) => gap > 50).length;
  return { scrolling: spreadOf(gaps), still: spreadOf(still.gaps), long, rows };
}

async function jumps(till: TillPage): Promise<Spread> {
  const took: number[] = [];
  for (let jump = 0; jump < JUMPS; jump += 1) {
    const share = ((jump * 7) % JUMPS) / JUMPS;
    took.push(
      await till.page.evaluate(async (to) => {
        const grid = document.querySelector('[data-testid="products-grid"]');
        const start = performance.now();
        if (grid) grid.scrollTop = grid.scrollHeight * to;
        await new Promise((frame) => requestAnimationFrame(frame));
        while (grid?.querySelector('[data-waiting]')) await new Promise((frame) => requestAnimationFrame(frame));
        return performance.now() - start;
      }, share),
    );
  }
  return spreadOf(took);
}

/** Types words letter by letter, and looks from the last one on until the first row shows what was searched. */
async function searches(till: TillPage, field: string, row: string): Promise<Spread> {
  const took: number[] = [];
  for (const word of [...WORDS, ...WORDS.toReversed()]) {
    await till.get(field).fill('');
    await till.get(field).pressSequentially(word.slice(0, -1), { delay: TYPED_MS });
    await till.page.evaluate(watchRows, [`[data-testid="${row}"]`, word] as const);
    await till.page.keyboard.type(word.slice(-1));
    took.push(await till.page.evaluate<number>('shown'));
  }
  return spreadOf(took);
}

/**
 * In the page, before the key: `shown` becomes how long it takes from the next letter until one of the first rows has the word. Holds no
 * named function: the names that the loader keeps are not known there.
 */
function watchRows([selector, wanted]: readonly [string, string]): void {
  const shown = new Promise<number>((resolve) => {
    document.activeElement?.addEventListener(
      'input',
      async () => {
        const start = performance.now();
        do await new Promise((frame) => requestAnimationFrame(frame));
        while (
          ![...document.querySelectorAll(selector)]
            .slice(0, 3)
            .some((found) => found.textContent?.toLowerCase().includes(wanted))
        );
        resolve(performance.now() - start);
      },
      { once: true },
    );
  });
  Object.assign(globalThis, { shown });
}

async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return Math.round(usedSize / 2 ** 20);
}
