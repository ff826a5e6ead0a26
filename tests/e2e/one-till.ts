import type { BrowserContext } from '@playwright/test';
import { type Hardware, openShop, openTillHost, type Shop, type TillHost } from './shop.ts';
import { type BrowserOptions, newProfile, type Operator, openBrowser, TillPage } from './till-page.ts';

/** A demo shop and one till of it, open in a browser. */
export interface OneTill {
  shop: Shop;
  host: TillHost;
  browser: BrowserContext;
  till: TillPage;
  close(): Promise<void>;
}

export interface OneTillOptions extends BrowserOptions {
  storeId?: string;
  name?: string;
  hardware?: Hardware;
  /** Who signs in; without it the sign-in screen is left open. */
  operator?: Operator;
}

/** Starts everything, up to the sign-in screen or the operator's first one; what was started ends again when that fails. */
export async function openOneTill(options: OneTillOptions = {}): Promise<OneTill> {
  const { storeId = 'high-street', name = 'Till 1', hardware, operator } = options;
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const shop = await openShop();
    closers.push(shop.close);
    const host = await openTillHost(shop, storeId, name, hardware);
    closers.push(() => host.stop());
    const browser = await openBrowser(newProfile(shop), options);
    closers.push(() => browser.close());
    const till = await TillPage.first(browser);
    await till.open(host.url);
    if (operator) await till.signIn(...operator);
    return { shop, host, browser, till, close };
  } catch (error) {
    await close();
    throw error;
  }
}
