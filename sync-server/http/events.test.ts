import { expect, test } from 'vitest';
import type { Announcement } from '#contracts/http/api.ts';
import { importProducts } from '#sync-server/commands/import-products.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { openServer } from '#sync-server/server.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { ON_POSTGRES, openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, productRows, storeSettings } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();

/** A register's stream of announcements. */
async function listen(register: TestRegister) {
  const response = await register.get('/events');
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error('no body');
  let text = '';
  return {
    /** Waits for the first announcement of a topic beyond a position. */
    async next(topic: Announcement['topic'], beyond = 0): Promise<number> {
      for (;;) {
        for (const line of text.split('\n\n')) {
          const announced =
            line.startsWith('data: ') && line.endsWith('}') ? (JSON.parse(line.slice(6)) as Announcement) : null;
          if (announced?.topic === topic && announced.position > beyond) return announced.position;
        }
        const { value, done } = await reader.read();
        if (done) throw new Error(`the stream ended after ${text}`);
        text += value;
      }
    },
    heard: () => text,
    async ended(): Promise<void> {
      while (!(await reader.read()).done);
    },
    close: () => reader.cancel(),
  };
}

test('a register first hears where everything stands, then what moves', async () => {
  const { context } = shop.server;
  const [seller, watcher] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
  const elsewhere = await enrolTestRegister(shop.server, { storeId: OTHER_STORE });
  const [here, there] = [await listen(watcher), await listen(elsewhere)];
  const { checkpoint } = await watcher.pullAll('store');
  expect(await here.next('store')).toBe(checkpoint.position);
  const chain = await here.next('chain');
  const config = await here.next('config');
  const storeThere = await there.next('store');
  await seller.push([seller.sale([await productOf(shop.server, 'P1')])]);
  expect(await here.next('store', checkpoint.position)).toBeGreaterThan(checkpoint.position);
  await importProducts(context, productRows(23).slice(20));
  await here.next('chain', chain);
  await publishSettings(context, {
    entity: 'store',
    entityId: 'LON',
    after: { ...storeSettings('LON'), name: 'Renamed' },
  });
  await here.next('config', config);
  await there.next('chain', chain);
  await there.next('store', storeThere);
  expect(there.heard()).not.toContain(`"config","position":${config + 1}`);
  await here.close();
  await there.close();
});

// One connection, as PGlite has, has neither of the two sides.
if (ON_POSTGRES) {
  test('another process on the same database announces too', async () => {
    const second = await openServer(shop.options);
    const [seller, watcher] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
    const stream = await listen(watcher.at(second.url));
    const before = await stream.next('store');
    await seller.push([seller.fact('drawer.opened', { cause: 'no-sale' })]);
    await stream.next('store', before);
    expect((await seller.at(second.url).push([])).watermark).toBe(1);
    await second.close();
  });
}

test('closing the server ends the streams', async () => {
  const options = { ...shop.options, dataDir: `${shop.options.dataDir}/closing` };
  const server = await openServer(options);
  const { fillTestShop } = await import('#tests/fixtures/test-shop.ts');
  if (server.context.embedded) await fillTestShop(server.context);
  const stream = await listen(await enrolTestRegister(server));
  await stream.next('store');
  await Promise.all([stream.ended(), server.close()]);
});
