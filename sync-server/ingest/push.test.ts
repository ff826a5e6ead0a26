import { expect, test } from 'vitest';
import { enrolTestRegister, productOf } from '#tests/fixtures/test-register.ts';
import { useTestServer } from '#tests/fixtures/test-server.ts';

const shop = useTestServer();

test('a sale books once, however often it is pushed', async () => {
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P1', 3);
  const line = register.sale([product]);
  const first = await register.push([line]);
  expect(first).toEqual({ watermark: 1, hash: line.hash, verdicts: [] });
  expect(await register.push([line])).toEqual(first);
  expect(await onHand(product.variantId)).toBe(7);
});

async function onHand(variantId: string): Promise<number> {
  const row = await shop.server.context.db
    .selectFrom('stock')
    .select('on_hand')
    .where('location_id', '=', 'LON-shelf')
    .where('variant_id', '=', variantId)
    .executeTakeFirstOrThrow();
  return row.on_hand;
}
