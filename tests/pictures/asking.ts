import { expect } from '@playwright/test';
import type { TillPage } from '#tests/e2e/till-page.ts';

/** Asks the server as the screens do. */
export function asking({ page }: TillPage) {
  return async (method: string, route: string, body?: unknown): Promise<unknown> => {
    const [status, text] = await page.evaluate(
      async ([url, init]) => {
        const answer = await fetch(url, { ...init, headers: { 'content-type': 'application/json' } });
        return [answer.status, await answer.text()] as const;
      },
      [`/api${route}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }] as const,
    );
    expect(status, `${route}: ${text}`).toBe(200);
    return JSON.parse(text);
  };
}
