import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openServer } from '#sync-server/server.ts';
import { runLives } from '#tests/fixtures/channel-lives.ts';
import { fillTestShop } from '#tests/fixtures/test-shop.ts';

const ORDERS_A_SHOP = 250;

/**
 * `npm run channels:runs -- [orders] [seed]`: so many orders (10,000) live in fake shops of each kind under faults, in turn; says what was
 * seen, and every order that differs. Ends with 1 where one does.
 */
async function main(): Promise<void> {
  const [orders = 10_000, seed = 1] = process.argv.slice(2).map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'omnitill-channels-'));
  let at = Date.parse('2026-11-21T09:00:00.000Z');
  const clock = {
    now: () => new Date(at),
    advance(ms: number) {
      at += ms;
    },
  };
  const server = await openServer({ dataDir: folder, port: 0, now: clock.now, idle: true });
  const sums = { orders: 0, webhooks: 0, refunds: 0, wrong: 0 };
  try {
    await fillTestShop(server.context);
    for (let shop = 0; sums.orders < orders; shop++) {
      const kind = shop % 2 === 0 ? 'woocommerce' : 'shopify';
      const channelId = `shop-${shop}`;
      const some = Math.min(ORDERS_A_SHOP, orders - sums.orders);
      const report = await runLives(server, clock, { kind, channelId, seed: seed * 1000 + shop, orders: some });
      sums.orders += report.orders;
      sums.webhooks += report.webhooks;
      sums.refunds += report.refunds;
      sums.wrong += report.wrong.length;
      for (const wrong of report.wrong) process.stdout.write(`${channelId} ${kind}: ${wrong}\n`);
      process.stdout.write(
        `${sums.orders} orders, ${sums.webhooks} webhooks, ${sums.refunds} refunds: ${sums.wrong} wrong\n`,
      );
      await server.context.db
        .updateTable('channel')
        .set({ status: 'archived' })
        .where('channel_id', '=', channelId)
        .execute();
    }
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
  if (sums.wrong > 0) process.exitCode = 1;
}

await main();
