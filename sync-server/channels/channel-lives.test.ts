import { expect, test } from 'vitest';
import { runLives } from '#tests/fixtures/channel-lives.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';

const shop = openTestServer();

test.each([
  ['woocommerce', 7],
  ['shopify', 11],
] as const)(
  'no order of %s is lost or doubled, whatever webhooks and answers are; and all is well once faults stop',
  async (kind, seed) => {
    const report = await runLives(shop.server, shop.clock, { kind, channelId: kind, seed, orders: 100 });
    expect(report.wrong).toEqual([]);
    expect(report.orders).toBe(100);
    expect(report.webhooks).toBeGreaterThan(100);
    expect(report.refunds).toBeGreaterThan(5);
  },
  300_000,
);
