import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { NONCES_KEPT } from '#sync-server/db/touch-documents.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
const FEED = `store/${STORE}`;

async function sell(register: TestRegister): Promise<void> {
  await register.push([register.sale([await productOf(shop.server, 'P1')])]);
}

/** As if the feed had moved so far; the documents in it stay. */
async function moveOn(positions: number): Promise<void> {
  const { db } = shop.server.context;
  await sql`update feed set position = position + ${positions}::int8 where feed = ${FEED}`.execute(db);
}

async function nonces(): Promise<number> {
  const { db } = shop.server.context;
  const { count } = await db
    .selectFrom('feed_nonce')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('feed', '=', FEED)
    .executeTakeFirstOrThrow();
  return Number(count);
}

test('a reader that was away for very long pulls anew, one that was not goes on, and nonces stay few', async () => {
  const register = await enrolTestRegister(shop.server);
  await sell(register);
  const long = (await register.pullAll('store')).checkpoint;
  await moveOn(NONCES_KEPT - 100);
  await sell(register);
  const recent = (await register.pullAll('store')).checkpoint;
  const goesOn = async ({ position, nonce }: typeof long) => {
    const answer = await register.get(`/feeds/store?position=${position}&nonce=${nonce}`);
    return answer.status === 200 ? 'ok' : (await answer.json()).code;
  };
  expect([await goesOn(long), await goesOn(recent)]).toEqual(['ok', 'ok']);
  const before = await nonces();
  await moveOn(200);
  await sell(register);
  expect([await goesOn(long), await goesOn(recent)]).toEqual(['checkpoint-unknown', 'ok']);
  expect(await nonces()).toBeLessThan(before);
  const { documents, checkpoint } = await register.pullAll('store');
  expect(documents.length).toBeGreaterThan(0);
  expect(await goesOn(checkpoint)).toBe('ok');
});
