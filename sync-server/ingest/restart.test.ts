import { expect, test } from 'vitest';
import { onHandOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';

const shop = openTestServer({ kept: true });

test('a server that starts again has all it answered for: facts, parked ones, tokens, keys and feeds', async () => {
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P1');
  const lines = [1, 2, 3, 4].map(() => register.sale([product]));
  await register.push(lines.slice(0, 2));
  await register.push(lines.slice(3));
  const pulled = await register.pullAll('store');
  const keys = shop.server.context.keys;
  await shop.server.close();
  await shop.reopen();
  const again = register.at(shop.server.url);
  expect(shop.server.context.keys).toMatchObject({ journalId: keys.journalId, pepper: keys.pepper });
  expect(await again.push(lines.slice(0, 2))).toMatchObject({ watermark: 2, verdicts: [] });
  expect((await again.pullAll('store', pulled.checkpoint)).documents).toEqual([]);
  expect(await again.push(lines.slice(2, 3))).toMatchObject({ watermark: 4, verdicts: [] });
  expect(await onHandOf(shop.server.context, product.variantId)).toBe(6);
});
