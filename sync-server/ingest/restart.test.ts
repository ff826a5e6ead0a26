import { expect, test } from 'vitest';
import type { JournalLine } from '#domain/journal/envelope.ts';
import { noEffects } from '#sync-server/ingest/effects.ts';
import { factsOf, onHandOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { storeSettings } from '#tests/fixtures/test-shop.ts';

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

test('facts of a kind that an older server did not know book after the upgrade, once', async () => {
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P2');
  const lines = [register.write({ kind: 'gift-card.sold', payload: {} }), register.sale([product])];
  await storeAsUnknown(register.journalId, lines);
  for (let starts = 0; starts < 2; starts++) {
    await shop.server.close();
    await shop.reopen();
    expect(await factsOf(shop.server.context, register.journalId)).toEqual([
      { seq: 1, applied: false, held: 'kind-unknown' },
      { seq: 2, applied: true, held: null },
    ]);
    expect(await onHandOf(shop.server.context, product.variantId)).toBe(9);
  }
  const again = register.at(shop.server.url);
  expect(await again.push(lines)).toEqual({ watermark: 2, hash: register.head.hash, verdicts: [] });
});

test('a store in the server’s own place ends the start with a sentence', async () => {
  const settings = { ...storeSettings('chain'), name: 'Chain' };
  await shop.server.context.db
    .insertInto('store')
    .values({ store_id: 'chain', location_id: 'chain', settings: JSON.stringify(settings) })
    .execute();
  await shop.server.close();
  await expect(shop.reopen()).rejects.toThrow(/^A store has the id chain, which is the server's own/);
});

/** What a server that knows no kinds leaves behind. */
async function storeAsUnknown(journalId: string, lines: readonly JournalLine[]): Promise<void> {
  const { store } = shop.server.context.ingest;
  await store.transaction(async (tx) => {
    const journal = await tx.lockJournal(journalId);
    if (!journal) throw new Error('enrolled');
    const facts = lines.map((line) => ({ fact: JSON.parse(line.body), line, held: 'kind-unknown' as const }));
    await tx.write(facts, noEffects());
    await tx.moveHead({ ...journal, seq: lines.length, hash: lines.at(-1)?.hash ?? '' });
  });
}
