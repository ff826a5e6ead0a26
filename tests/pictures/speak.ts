import { expect, type Page } from '@playwright/test';
import type { Tongue } from './album.ts';

/** Sets the window's language, as a person's choice on this machine is kept. */
export async function speak(page: Page, tongue: Tongue): Promise<void> {
  await page.evaluate(
    (text) => localStorage.setItem('omnitill-preferences', text),
    JSON.stringify({ language: tongue }),
  );
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${tongue.slice(0, 2)}`));
}
