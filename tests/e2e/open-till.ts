import type { BrowserContext } from '@playwright/test';
import type { Line } from './line.ts';
import { type Hardware, openTillHost, type Shop, type TillHost } from './shop.ts';
import { type BrowserOptions, newProfile, type Operator, openBrowser, TillPage } from './till-page.ts';

/** A till of a shop with its window. */
export interface OpenTill {
  host: TillHost;
  browser: BrowserContext;
  till: TillPage;
  close(): Promise<void>;
}

export interface WindowOptions extends BrowserOptions {
  /** The language that was chosen at the till, whatever the browser speaks. */
  chosen?: 'en-GB' | 'zh-CN';
}

export interface TillOptions extends WindowOptions {
  storeId?: string;
  name?: string;
  hardware?: Hardware;
  /** Its way to the server, when that can be cut. */
  over?: Line;
  /** Who signs in; without it the sign-in screen is left open. */
  operator?: Operator;
}

/** A browser with one empty page, that has yet to go somewhere. */
export async function openWindow(profile: string, options: WindowOptions = {}) {
  const browser = await openBrowser(profile, options);
  const till = await TillPage.first(browser);
  if (options.chosen) {
    await till.page.addInitScript((language) => {
      localStorage.setItem('omnitill-preferences', JSON.stringify({ language }));
    }, options.chosen);
  }
  return { browser, till };
}

/** Enrols a till and opens it, up to the sign-in screen or the operator's first one; what was started ends when that fails. */
export async function openTill(shop: Shop, options: TillOptions = {}): Promise<OpenTill> {
  const { storeId = 'high-street', name = 'Till 1', hardware, over, operator } = options;
  const reached = over ? { ...shop, serverUrl: `http://127.0.0.1:${over.port}` } : shop;
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const host = await openTillHost(reached, storeId, name, hardware);
    closers.push(() => host.stop());
    const { browser, till } = await openWindow(newProfile(shop), options);
    closers.push(() => browser.close());
    await till.open(host.url);
    if (operator) await till.signIn(...operator);
    return { host, browser, till, close };
  } catch (error) {
    await close();
    throw error;
  }
}
