import { mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { type BrowserContext, chromium, expect, type Locator, type Page } from '@playwright/test';
import { ROOT } from '#tests/fixtures/program.ts';
import { axeFindings } from './axe-findings.ts';
import type { Shop } from './shop.ts';

/** Where screenshots of every screen are left for people to look at. */
export const SHOTS = path.join(ROOT, 'test-results', 'screens');
export const DESKTOP = { width: 1366, height: 768 };
export const TABLET = { width: 800, height: 1280 };

/** What a screen is looked at in beside its own size by day. */
const LOOKS = {
  tablet: { size: TABLET },
  dark: { scheme: 'dark' },
  'tablet-dark': { size: TABLET, scheme: 'dark' },
  'lying-dark': { size: { width: 1024, height: 768 }, scheme: 'dark' },
} as const satisfies Record<string, { size?: { width: number; height: number }; scheme?: 'dark' }>;
export type Look = keyof typeof LOOKS;

/** Name and PIN, of the demo shop (resources/demo). */
export type Operator = readonly [name: string, pin: string];
export const CASHIER: Operator = ['Ada', '1234'];
export const MANAGER: Operator = ['Ελένη', '9876'];

export interface BrowserOptions {
  touch?: boolean;
  language?: string;
  args?: string[];
  viewport?: { width: number; height: number };
}

/** An empty folder for a browser, that goes with the shop. */
export function newProfile(shop: Shop): string {
  return mkdtempSync(path.join(shop.folder, 'browser-'));
}

/** How many times slower than this machine the window's processor is: what only passes on a fast one shows. */
const SLOWER = Number(process.env.OMNITILL_SLOWER ?? 1);

/** A Chromium with a profile of its own, so that it can be ended hard and opened again on what it had stored. */
export async function openBrowser(profile: string, options: BrowserOptions = {}): Promise<BrowserContext> {
  const browser = await chromium.launchPersistentContext(profile, {
    ...(process.env.OMNITILL_CHROMIUM ? { executablePath: process.env.OMNITILL_CHROMIUM } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      ...(options.args ?? []),
    ],
    viewport: options.viewport ?? DESKTOP,
    locale: options.language ?? 'en-GB',
    hasTouch: options.touch ?? false,
  });
  if (SLOWER > 1) {
    for (const page of browser.pages()) await slowDown(page);
    browser.on('page', (page) => void slowDown(page));
  }
  return browser;
}

async function slowDown(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
}

/** Ends a browser as kill -9 does: without a chance to write anything. */
export async function endHard(browser: BrowserContext): Promise<void> {
  const closed = new Promise((resolve) => browser.on('close', resolve));
  const session = await browser.newCDPSession(browser.pages()[0] ?? (await browser.newPage()));
  session.send('Browser.crash').catch(() => {});
  await closed;
}

/** What a person at the till sees and does. */
export class TillPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(20_000 * SLOWER);
  }

  /** The page that a browser opens with. */
  static async first(browser: BrowserContext): Promise<TillPage> {
    return new TillPage(browser.pages()[0] ?? (await browser.newPage()));
  }

  get(testId: string): Locator {
    return this.page.getByTestId(testId);
  }

  /** Opens the till and waits until all products are here. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await expect(this.get('operator-tile').first()).toBeVisible({ timeout: 30_000 * SLOWER });
  }

  async signIn(name = CASHIER[0], pin = CASHIER[1]): Promise<void> {
    await this.get('operator-tile').filter({ hasText: name }).click();
    await this.page.keyboard.type(pin, { delay: 60 });
    await this.page.keyboard.press('Enter');
    await expect(this.get('search').or(this.get('open-shift'))).toBeVisible();
    if (await this.get('open-shift').isVisible()) await this.openShift();
    await expect(this.get('search')).toBeVisible();
    await this.productsHere();
  }

  /** Waits until every product can be sold; the shelf is in sight. */
  async productsHere(): Promise<void> {
    await expect(this.get('shelf')).toHaveAttribute('data-products', /complete|renewing/, { timeout: 60_000 * SLOWER });
  }

  /** Opens a session with the usual float, as it is offered. */
  async openShift(): Promise<void> {
    await this.get('count-suggested').click();
    await this.get('shift-open').click();
  }

  /** A keyboard-wedge scanner: its characters and Enter arrive in one burst, at the element that has the focus. */
  async scan(text: string): Promise<void> {
    await this.page.evaluate((characters) => {
      for (const key of [...characters, 'Enter']) {
        for (const type of ['keydown', 'keyup']) {
          const event = new KeyboardEvent(type, { key, bubbles: true, cancelable: true, composed: true });
          (document.activeElement ?? document.body).dispatchEvent(event);
        }
      }
    }, text);
  }

  /** The same through the browser's own input, so that a character that is let by would land in the focused field. */
  async scanByKeys(text: string): Promise<void> {
    const cdp = await this.page.context().newCDPSession(this.page);
    const keys = [...text].map((key) => ({ key, text: key }));
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' };
    await Promise.all(
      [...keys, enter].flatMap(({ text: characters, ...key }) => [
        cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', text: characters, ...key }),
        cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
      ]),
    );
    await cdp.detach();
  }

  /** Presses a key as a person does: faster ones are a scanner's. */
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key, { delay: 70 });
  }

  /** Types as a person does. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 70 });
  }

  /** Pays the whole cart with the exact amount, by key, and waits for "Paid". */
  async payExact(): Promise<void> {
    await expect(this.get('cart-line').first()).toBeVisible();
    await this.page.keyboard.press('F12');
    await this.get('tender-exact').click();
    await expect(this.get('paid')).toBeVisible();
  }

  /** From "Paid" to the next sale, by touch. */
  async nextSale(): Promise<void> {
    await this.get('next-sale').click();
    await expect(this.get('search')).toBeVisible();
  }

  /** How many lines of live carts are on the disk: they are written after they are shown. */
  savedLines(): Promise<number> {
    return this.page.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name = '' }) => name);
      const result = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      let lines = 0;
      for (const name of names.filter((one) => one.includes('omnitill-local') && one.includes('carts'))) {
        const database = await result(indexedDB.open(name));
        for (const store of database.objectStoreNames) {
          const rows: { json?: string }[] = await result(database.transaction(store).objectStore(store).getAll());
          for (const { json } of rows) if (json) lines += JSON.parse(json).lines?.length ?? 0;
        }
        database.close();
      }
      return lines;
    });
  }

  async stockOf(sku: string): Promise<number> {
    const stock = this.page.locator(`[data-sku="${sku}"] [data-testid="tile-stock"]`).first();
    return Number((await stock.getAttribute('data-on-hand')) ?? Number.NaN);
  }

  /** A picture, and nothing that axe finds or a finger would miss. */
  async looksRight(name: string): Promise<void> {
    await this.shot(name);
    expect(await axeFindings(this.page), name).toEqual([]);
    expect(await smallTargets(this.page), name).toEqual([]);
  }

  /** The same on the screen as it is and in each of the looks, which the pictures' names end with. */
  async looksRightIn(looks: readonly Look[], name: string): Promise<void> {
    await this.looksRight(name);
    for (const look of looks) await this.in(look, () => this.looksRight(`${name}-${look}`));
  }

  /** Does something while the screen has another look. */
  async in(look: Look, work: () => Promise<void>): Promise<void> {
    const { size, scheme }: { size?: { width: number; height: number }; scheme?: 'dark' } = LOOKS[look];
    const own = this.page.viewportSize();
    if (scheme) await this.page.emulateMedia({ colorScheme: scheme });
    if (size) await this.page.setViewportSize(size);
    await work();
    if (scheme) await this.page.emulateMedia({ colorScheme: 'light' });
    if (size && own) await this.page.setViewportSize(own);
  }

  async shot(name: string): Promise<void> {
    mkdirSync(SHOTS, { recursive: true });
    await this.page.screenshot({ path: path.join(SHOTS, `${name}.png`), animations: 'disabled' });
  }
}

/** Every element a finger may press is at least 44 by 44 CSS pixels. Answers those that are not. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'button, a[href], input, select, [role="button"], [role="option"], [role="tab"]',
      ),
    ]
      .filter((element) => element.checkVisibility() && !element.closest('[inert]'))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 43.5 || box.height < 43.5))
      .map(
        ({ element, box }) =>
          `${element.dataset.testid ?? element.textContent?.slice(0, 30)} ${box.width}x${box.height}`,
      ),
  );
}
