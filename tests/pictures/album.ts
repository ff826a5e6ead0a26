import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { axeFindings } from '#tests/e2e/axe-findings.ts';
import { DESKTOP, smallTargets, TABLET } from '#tests/e2e/till-page.ts';
import { ROOT } from '#tests/fixtures/program.ts';
import { readTexts, wrongTexts } from './seen-texts.ts';

export const PICTURES = path.join(ROOT, 'test-results', 'pictures');

export type Tongue = 'en' | 'zh-CN';
export const TONGUES: readonly Tongue[] = ['en', 'zh-CN'];

/** What stands where something is still asked for, in either language. */
export const LOADING = /^(One moment…|请稍候…)$/;
/** Longer than a server is waited for that does not answer. */
const ANSWER_MS = 60_000;

const SIZES = { desktop: DESKTOP, tablet: TABLET, lying: { width: 1024, height: 768 } };
export type Size = keyof typeof SIZES;
const SCHEMES = ['light', 'dark'] as const;
/** What a walk that is in a hurry takes only: `OMNITILL_PICTURES=zh-CN-tablet-dark`, or any part of it. */
const ONLY = new RegExp(process.env.OMNITILL_PICTURES ?? '');

/** A picture and what is to be said of it: `wrong` ends the walk red, `cut` is for people to judge. */
export interface Picture {
  file: string;
  wrong: string[];
  cut: string[];
}

/** The pictures of one walk in one language, in a folder of their own with `album.json` beside them. */
export class Album {
  readonly tongue: Tongue;
  readonly #name: string;
  readonly #sizes: readonly Size[];
  readonly #pictures: Picture[] = [];

  constructor(name: string, tongue: Tongue, sizes: readonly Size[] = ['desktop', 'tablet']) {
    this.tongue = tongue;
    this.#sizes = sizes;
    this.#name = `${name}-${tongue}`;
    mkdirSync(path.join(PICTURES, this.#name), { recursive: true });
  }

  /** What a page says on its console from now on is said of the picture that follows. */
  listen(page: Page): void {
    const hear = (text: string): void => {
      this.#heard.push(text);
    };
    page.on('pageerror', (error) => hear(`threw: ${error.message}`));
    page.on('console', (message) => {
      // A browser says of its own that a server could not be reached; the screens say it too.
      if (message.type() === 'error' && !/Failed to load resource|net::ERR_/.test(message.text())) {
        hear(`console: ${message.text()}`);
      }
    });
  }
  #heard: string[] = [];

  /** A screen in each of the sizes, light and dark. */
  async look(page: Page, name: string): Promise<void> {
    await test.step(name, async () => {
      await expect(page.getByText(LOADING)).toHaveCount(0, { timeout: ANSWER_MS });
      for (const scheme of SCHEMES) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        for (const size of this.#sizes) {
          if (!ONLY.test(`${this.tongue}-${size}-${scheme}`)) continue;
          await page.setViewportSize(SIZES[size]);
          await this.#take(page, `${name}-${size}-${scheme}`);
        }
      }
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize(DESKTOP);
    });
  }

  async #take(page: Page, name: string): Promise<void> {
    const file = path.join(this.#name, `${name}.png`);
    await page.screenshot({ path: path.join(PICTURES, file), animations: 'disabled' });
    const texts = await readTexts(page);
    const wrong = [
      ...this.#heard.splice(0),
      ...(await axeFindings(page)),
      ...(await smallTargets(page)).map((target) => `small target: ${target}`),
      ...wrongTexts(texts, this.tongue),
    ];
    const cut = texts.filter((text) => text.cut).map(({ text }) => text);
    this.#pictures.push({ file, wrong, cut });
  }

  /** What a screen prints, as a PDF. */
  async print(page: Page, name: string): Promise<void> {
    await test.step(`${name} on paper`, async () => {
      await page.emulateMedia({ media: 'print' });
      await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
      await expect(page.getByTestId('print-page')).toBeVisible();
      const wrong = wrongTexts(await readTexts(page), this.tongue);
      await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
      await page.emulateMedia({ media: null });
      const file = path.join(this.#name, `${name}.pdf`);
      await page.pdf({ path: path.join(PICTURES, file), preferCSSPageSize: true, format: 'A4' });
      this.#pictures.push({ file, wrong: [...this.#heard.splice(0), ...wrong], cut: [] });
    });
  }

  /** Leaves the album for the contact sheet, and ends red when anything is wrong in it. */
  close(): void {
    writeFileSync(path.join(PICTURES, this.#name, 'album.json'), JSON.stringify(this.#pictures));
    const wrong = this.#pictures.filter((picture) => picture.wrong.length > 0);
    expect(wrong.map((picture) => `${picture.file}: ${picture.wrong.join(' | ')}`)).toEqual([]);
  }
}
