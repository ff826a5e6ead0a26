import { expect, test } from 'vitest';
import type { PullAnswer } from '#contracts/http/api.ts';
import { parse, parseJson } from '#contracts/schema.ts';
import { VIEW_KINDS, type ViewData, ViewDocument, type ViewKind } from '#contracts/views/documents.ts';
import { pageOf } from '#domain/catalog/variant.ts';
import { enrolMember } from '#sync-server/commands/enrol-member.ts';
import { importProducts } from '#sync-server/commands/import-products.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';
import { storeFeed } from '#sync-server/ingest/effects.ts';
import { enrolTestRegister, productOf, type Sold, type TestRegister } from '#tests/fixtures/test-register.ts';
import { ON_POSTGRES, openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, productRows, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();

/** A till's copy of a feed, by document id. */
function copyOf(...answers: PullAnswer[]): Map<string, ViewDocument> {
  const copy = new Map<string, ViewDocument>();
  for (const document of answers.flatMap(({ documents }) => documents)) copy.set(document.id, document);
  return copy;
}

interface Shown {
  onHand: number;
  marks: Record<string, number>;
}

/** What a till shows: the overlay's figure while it stands higher in the feed than its page, else the page's. */
function shownStock(copy: Map<string, ViewDocument>, variantId: string): Shown | undefined {
  const page = copy.get(`stock-page/${pageOf(variantId)}`);
  const overlay = copy.get(`stock-overlay/${variantId}`);
  if (overlay && !overlay._deleted && overlay.position > (page?.position ?? 0)) return JSON.parse(overlay.data);
  if (!page) return undefined;
  const { marks, stock } = JSON.parse(page.data) as { marks: Shown['marks']; stock: [string, number, number][] };
  const row = stock.find(([id]) => id === variantId);
  return row && { marks, onHand: row[1] };
}

test('every document fits its schema, and a first pull has everything of its feed', async () => {
  await enrolMember(shop.server.context, { name: 'Mei Lin', cardNumber: 'M-1', phone: '555' });
  const register = await enrolTestRegister(shop.server);
  await register.push([register.sale([await productOf(shop.server, 'P20')])]);
  for (const feed of ['chain', 'store'] as const) {
    const { documents, checkpoint } = await register.pullAll(feed, undefined, 7);
    expect(checkpoint.nonce).not.toBe('');
    expect(new Set(documents.map(({ id }) => id)).size).toBe(documents.length);
    for (const document of documents) {
      expect(parse(ViewDocument, document)).toMatchObject({ ok: true });
      expect(parseJson(VIEW_KINDS[document.kind as ViewKind], document.data)).toMatchObject({ ok: true });
    }
  }
  const chain = copyOf(await register.pullAll('chain'));
  const variants = [...chain.values()].flatMap(({ kind, data }) =>
    kind === 'catalogue-page' ? JSON.parse(data).variants : [],
  );
  expect(variants.map(({ sku }) => sku).sort()).toEqual(
    productRows(20)
      .map(({ sku }) => sku)
      .sort(),
  );
  expect(JSON.parse(chain.get('category-list/all')?.data ?? '')).toEqual({
    categories: [
      { categoryId: 'cups', name: 'Cups' },
      { categoryId: 'teas', name: 'Teas' },
    ],
  });
  const cards = [...chain.values()].filter(({ kind }) => kind === 'member-card');
  expect(cards.map(({ data }) => JSON.parse(data))).toMatchObject([{ name: 'Mei Lin', cardNumber: 'M-1' }]);
  const store = copyOf(await register.pullAll('store'));
  expect(JSON.parse(store.get(`watermark/${register.journalId}`)?.data ?? '')).toEqual({
    journalId: register.journalId,
    registerId: register.registerId,
    seq: 1,
  });
});

test('a sale arrives at another till of the store as one overlay and one watermark, and nowhere else', async () => {
  const [seller, watcher] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
  const elsewhere = await enrolTestRegister(shop.server, { storeId: OTHER_STORE });
  const product = await productOf(shop.server, 'P1', 4);
  const before = await watcher.pullAll('store');
  const [chain, other] = [await watcher.pullAll('chain'), await elsewhere.pullAll('store')];
  await seller.push([seller.sale([product])]);
  const news = await watcher.pullAll('store', before.checkpoint);
  expect(news.documents.map(({ id }) => id).sort()).toEqual([
    `stock-overlay/${product.variantId}`,
    `watermark/${seller.journalId}`,
  ]);
  expect(shownStock(copyOf(before, news), product.variantId)).toMatchObject({
    onHand: 6,
    marks: { [seller.journalId]: 1 },
  });
  expect((await watcher.pullAll('chain', chain.checkpoint)).documents).toEqual([]);
  expect((await elsewhere.pullAll('store', other.checkpoint)).documents).toEqual([]);
  expect(await watcher.pullAll('store', news.checkpoint)).toEqual({
    documents: [],
    checkpoint: news.checkpoint,
    remaining: 0,
  });
});

test('many overlays of a page fold into it, and no reader on the way ever sees an older figure', async () => {
  const products = await publishOnOnePage(12);
  const [seller, watcher] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
  let answer = await watcher.pullAll('store');
  const copy = copyOf(answer);
  let folded = 0;
  for (const [index, product] of products.slice(0, 10).entries()) {
    await seller.push([seller.sale([product])]);
    for (let remaining = 1; remaining > 0; ) {
      const { position, nonce } = answer.checkpoint;
      answer = await watcher.pull('store', `?position=${position}&nonce=${nonce}&limit=1`);
      remaining = answer.remaining;
      for (const document of answer.documents) {
        copy.set(document.id, document);
        folded += document._deleted ? 1 : 0;
      }
      for (const { variantId } of products.slice(0, index)) expect(shownStock(copy, variantId)?.onHand).toBe(99);
    }
    expect(shownStock(copy, product.variantId)?.onHand).toBe(99);
  }
  expect(folded).toBe(8);
});

/** New products that all stand on one page, 100 of each in stock. */
async function publishOnOnePage(count: number): Promise<Sold[]> {
  const page = pageOf('fold-0');
  const ids = Array.from({ length: 20_000 }, (_, index) => `fold-${index}`).filter((id) => pageOf(id) === page);
  const variantIds = ids.slice(0, count);
  const variants = variantIds.map((variantId) => ({
    variantId,
    productId: variantId,
    sku: variantId,
    name: variantId,
    gtins: [],
    categoryId: 'cups',
    unit: 'each' as const,
    taxCategory: 'standard',
  }));
  const prices = variantIds.map((variantId) => ({ variantId, amount: 500 }));
  const lines = variantIds.map((variantId) => ({ variantId, quantity: 100 }));
  await appendFacts(shop.server.context, async () => ({
    facts: [
      { kind: 'catalogue.published', payload: { categories: [], variants } },
      { kind: 'prices.published', payload: { storeId: STORE, version: 50, prices } },
      { kind: 'stock.received', payload: { locationId: `${STORE}-shelf`, reason: 'opening', lines } },
    ],
    answer: undefined,
  }));
  return variantIds.map((variantId) => ({ variantId, sku: variantId, quantity: 1, unitPrice: 500, priceVersion: 50 }));
}

test('figures count exactly the facts up to the marks beside them, whatever is pushed meanwhile', async () => {
  const product = await productOf(shop.server, 'P2', 1);
  const registers = await Promise.all([1, 2, 3].map(() => enrolTestRegister(shop.server)));
  const opening = 10;
  const watcher = await enrolTestRegister(shop.server);
  let pushing = true;
  const pushes = Promise.all(
    registers.map(async (register) => {
      for (let round = 0; round < 15; round++) await register.push([register.sale([product])]);
    }),
  ).finally(() => {
    pushing = false;
  });
  const seen = new Set<number>();
  while (pushing) {
    const shown = shownStock(copyOf(await watcher.pullAll('store')), product.variantId);
    const counted = registers.reduce((sum, { journalId }) => sum + (shown?.marks[journalId] ?? 0), 0);
    expect(shown?.onHand).toBe(opening - counted);
    seen.add(counted);
  }
  await pushes;
  expect(seen.size).toBeGreaterThan(1);
  expect(shownStock(copyOf(await watcher.pullAll('store')), product.variantId)?.onHand).toBe(opening - 45);
});

test('a changed price moves its page in that store alone', async () => {
  const [here, there] = [
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server, { storeId: OTHER_STORE }),
  ];
  const before = await here.pullAll('store');
  const beforeThere = await there.pullAll('store');
  const [row] = productRows(3).slice(2);
  if (!row) throw new Error('a row');
  await importProducts(shop.server.context, [{ ...row, prices: { [STORE]: 333 } }]);
  const { documents } = await here.pullAll('store', before.checkpoint);
  const { variantId, priceVersion } = await productOf(shop.server, 'P3');
  expect(documents.map(({ id }) => id)).toEqual([`price-page/${pageOf(variantId)}`]);
  expect(JSON.parse(documents[0]?.data ?? '').prices).toContainEqual([variantId, 333, priceVersion]);
  expect((await there.pullAll('store', beforeThere.checkpoint)).documents).toEqual([]);
});

test('beside a price stands the lowest of the 30 days before, while it is lower', async () => {
  const register = await enrolTestRegister(shop.server);
  const [row] = productRows(8).slice(7);
  if (!row) throw new Error('a row');
  const { variantId } = await productOf(shop.server, 'P8');
  const reprice = (amount: number) => importProducts(shop.server.context, [{ ...row, prices: { [STORE]: amount } }]);
  const lowNow = async () => {
    const { documents } = await register.pullAll('store');
    const page = documents.find(({ id }) => id === `price-page/${pageOf(variantId)}`);
    const { lows = [] } = JSON.parse(page?.data ?? '');
    return (lows as [string, number][]).find(([id]) => id === variantId)?.[1];
  };
  const days = (count: number) => shop.clock.advance(count * 86_400_000);
  expect(await lowNow()).toBeUndefined();
  await reprice(500);
  expect(await lowNow()).toBeUndefined();
  days(10);
  await reprice(900);
  expect(await lowNow()).toBe(500);
  days(29);
  expect(await lowNow()).toBe(500);
  days(2);
  expect(await lowNow()).toBeUndefined();
});

test('a price ahead is there before it begins, with the lowest of its own 30 days, and is in force from its instant on', async () => {
  const register = await enrolTestRegister(shop.server);
  const { variantId, priceVersion } = await productOf(shop.server, 'P9');
  const page = async () => {
    const { documents } = await register.pullAll('store');
    const {
      prices,
      lows = [],
      ahead = [],
    } = JSON.parse(
      documents.find(({ id }) => id === `price-page/${pageOf(variantId)}`)?.data ?? '',
    ) as ViewData<'price-page'>;
    const own = <T extends readonly [string, ...unknown[]]>(rows: readonly T[]) =>
      rows.filter(([id]) => id === variantId);
    return { prices: own(prices), lows: own(lows), ahead: own(ahead) };
  };
  const inDays = (days: number) => new Date(shop.clock.now().getTime() + days * 86_400_000).toISOString();
  const reprice = (version: number, amount: number, more = {}) =>
    appendFacts(shop.server.context, async () => ({
      facts: [
        { kind: 'prices.published', payload: { storeId: STORE, version, prices: [{ variantId, amount }], ...more } },
      ],
      answer: undefined,
    }));
  const [sale, regular] = [inDays(3), inDays(10)];
  await reprice(101, 700, { effectiveAt: sale });
  await reprice(102, 950, { effectiveAt: regular });
  const before = [variantId, 900, priceVersion];
  expect(await page()).toEqual({
    prices: [before],
    lows: [],
    ahead: [
      [variantId, 700, 101, sale, null],
      [variantId, 950, 102, regular, 700],
    ],
  });
  await reprice(103, 880);
  expect((await page()).ahead).toHaveLength(2);
  shop.clock.advance(3 * 86_400_000);
  expect(await page()).toMatchObject({ prices: [[variantId, 700, 101]], ahead: [[variantId, 950, 102, regular, 700]] });
  await appendFacts(shop.server.context, async () => ({
    facts: [
      {
        kind: 'prices.published',
        payload: { storeId: STORE, version: 104, prices: [], withdrawn: [{ variantId, version: 102 }] },
      },
    ],
    answer: undefined,
  }));
  expect(await page()).toEqual({ prices: [[variantId, 700, 101]], lows: [], ahead: [] });
  const row = await shop.server.context.db
    .selectFrom('price')
    .select(['amount', 'version'])
    .where('store_id', '=', STORE)
    .where('variant_id', '=', variantId)
    .executeTakeFirst();
  expect(row).toEqual({ amount: 700, version: 101 });
});

test('a checkpoint that this history never gave is unknown', async () => {
  const register = await enrolTestRegister(shop.server);
  const { checkpoint } = await register.pullAll('store');
  const ask = async (position: number, nonce: string) => {
    const response = await register.get(`/feeds/store?position=${position}&nonce=${nonce}`);
    return [response.status, (await response.json()).code];
  };
  expect(await ask(checkpoint.position, 'other')).toEqual([409, 'checkpoint-unknown']);
  expect(await ask(checkpoint.position + 1000, checkpoint.nonce)).toEqual([409, 'checkpoint-unknown']);
  expect(await ask(checkpoint.position, '')).toEqual([409, 'checkpoint-unknown']);
  expect((await ask(checkpoint.position, checkpoint.nonce))[0]).toBe(200);
});

test('a checkpoint in the middle of what one transaction moved is known', async () => {
  const register = await enrolTestRegister(shop.server);
  const first = await register.pull('chain', '?limit=3');
  expect(first.remaining).toBeGreaterThan(0);
  const { position, nonce } = first.checkpoint;
  const next = await register.pull('chain', `?position=${position}&nonce=${nonce}&limit=3`);
  expect(next.documents).toHaveLength(3);
  expect(next.remaining).toBe(first.remaining - 3);
});

// One connection, as PGlite has, has neither of the two sides.
if (ON_POSTGRES) {
  test('a pull never skips what commits late', async () => {
    const { context } = shop.server;
    const [slow, quick] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
    const watcher: TestRegister = await enrolTestRegister(shop.server);
    const before = await watcher.pullAll('store');
    let finish = () => {};
    const late = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let touched = () => {};
    const isTouched = new Promise<void>((resolve) => {
      touched = resolve;
    });
    const slowTransaction = context.ingest.store.transaction(async (tx) => {
      const feed = storeFeed(STORE);
      await tx.touch([{ feed, kind: 'watermark', key: slow.journalId, deleted: false }]);
      touched();
      await late;
    });
    await isTouched;
    const quickPush = quick.push([quick.fact('drawer.opened', { cause: 'no-sale' })]);
    const between = await watcher.pullAll('store', before.checkpoint);
    expect(between).toEqual({ documents: [], checkpoint: before.checkpoint, remaining: 0 });
    finish();
    await slowTransaction;
    await quickPush;
    const after = await watcher.pullAll('store', between.checkpoint);
    expect(after.documents.map(({ id }) => id)).toEqual([
      `watermark/${slow.journalId}`,
      `watermark/${quick.journalId}`,
    ]);
  });
}
