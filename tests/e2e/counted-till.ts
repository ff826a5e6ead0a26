import { expect, type Locator } from '@playwright/test';
import type { TillPage } from './till-page.ts';

export interface Effort {
  scans: number;
  taps: number;
  typed: number;
}

/** A till whose every scan, tap and typed character is counted by the rules of docs/ERGONOMICS.md. */
export class CountedTill {
  readonly till: TillPage;
  #effort: Effort = { scans: 0, taps: 0, typed: 0 };

  constructor(till: TillPage) {
    this.till = till;
  }

  /** What it took since it was last asked. */
  take(): Effort {
    const effort = this.#effort;
    this.#effort = { scans: 0, taps: 0, typed: 0 };
    return effort;
  }

  async scan(text: string): Promise<void> {
    this.#effort.scans++;
    await this.till.scan(text);
  }

  /** A key that is not text. */
  async press(key: string): Promise<void> {
    this.#effort.taps++;
    await this.till.press(key);
  }

  async tap(place: Locator): Promise<void> {
    this.#effort.taps++;
    await place.click();
  }

  /** Characters; a decimal point is not counted. */
  async type(text: string): Promise<void> {
    this.#effort.typed += text.replaceAll('.', '').length;
    await this.till.type(text);
  }

  async sees(testId: string): Promise<void> {
    await expect(this.till.get(testId).first()).toBeVisible();
  }
}
