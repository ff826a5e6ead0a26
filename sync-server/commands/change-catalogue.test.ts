import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CatalogueChange, ChangeAnswer, ProductListRow } from '#contracts/http/catalogue.ts';
import { priceInForce } from '#domain/catalog/price-in-force.ts';
import { pageOf } from '#domain/catalog/variant.ts';
import { changeCatalogue } from '#sync-server/commands/change-catalogue.ts';
import { readPricePages } from '#sync-server/db/read-price-pages.ts';
import { readProductRows } from '#sync-server/views/product-list.ts';
import { readVariantHistory } from '#sync-server/views/variant-history.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { gtinOf, OPERATOR, OTHER_STORE, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

const HOUR = 3_600_000;

async function rowOf(sku: string): Promise<ProductListRow> {
  const { variantId } = await productOf(shop.server, sku);
  const { db, now } = shop.server.context;
  const [row] = await readProductRows(db, { storeId: STORE, now: now() }, [variantId]);
  if (!row) throw new Error('a row');
  return row;
}

function change(
  of: Partial<CatalogueChange>,
  operatorId = MANAGER,
  changeId: string = randomUUID(),
): Promise<ChangeAnswer> {
  return changeCatalogue(
    shop.server.context,
    { changeId, categories: [], variants: [], prices: [], ...of },
    operatorId,
  );
}

const renamed = ({ variant, revision }: ProductListRow, name: string) => ({
  base: revision,
  after: { ...variant, name },
});
const inHours = (hours: number) => new Date(shop.clock.now().getTime() + hours * HOUR).toISOString();
const codes = (answer: ChangeAnswer) => (answer.ok ? [] : answer.faults.map(({ entity, code }) => `${entity} ${code}`));

test('of two managers with the same product open the second is shown what the first did, whichever is first', async () => {
  for (const [sku, first, second] of [
    ['P1', MANAGER, OPERATOR],
    ['P13', OPERATOR, MANAGER],
  ] as const) {
    const row = await rowOf(sku);
    shop.clock.advance(1000);
    expect(await change({ variants: [renamed(row, `By ${first}`)] }, first)).toMatchObject({ ok: true });
    const late = await change({ variants: [renamed(row, `By ${second}`)] }, second);
    expect(late).toEqual({
      ok: false,
      faults: [],
      conflicts: [
        {
          entity: 'variant',
          id: row.variant.variantId,
          revision: row.revision + 1,
          current: { ...row.variant, name: `By ${first}` },
          by: first,
          at: shop.clock.now().toISOString(),
        },
      ],
    });
    const merged = renamed({ ...row, revision: row.revision + 1 }, `By ${second}`);
    expect(await change({ variants: [merged] }, second)).toMatchObject({ ok: true });
    expect((await rowOf(sku)).variant.name).toBe(`By ${second}`);
  }
});

test('a change is accepted as a whole or not at all, and once', async () => {
  const [one, two] = [await rowOf('P2'), await rowOf('P3')];
  await change({ variants: [renamed(two, 'Meanwhile')] });
  const refused = await change({ variants: [renamed(one, 'Both'), renamed(two, 'Both')] });
  expect(refused).toMatchObject({ ok: false, conflicts: [{ id: two.variant.variantId }] });
  expect((await rowOf('P2')).variant.name).toBe('Product 2');
  const changeId = randomUUID();
  const first = await change({ variants: [renamed(one, 'Once')] }, MANAGER, changeId);
  expect(first).toEqual({ ok: true, revisions: { [`variant/${one.variant.variantId}`]: one.revision + 1 } });
  await change({ variants: [renamed({ ...one, revision: one.revision + 1 }, 'Later')] });
  expect(await change({ variants: [renamed(one, 'Once')] }, MANAGER, changeId)).toEqual(first);
  expect((await rowOf('P2')).variant.name).toBe('Later');
});

test('what is already so is no conflict and no new revision', async () => {
  const row = await rowOf('P4');
  const stale = { base: 0, after: row.variant };
  const id = `variant/${row.variant.variantId}`;
  expect(await change({ variants: [stale] })).toEqual({ ok: true, revisions: { [id]: row.revision } });
  expect((await rowOf('P4')).revision).toBe(row.revision);
});

test('a product is made whole: category, variant, price now and price later', async () => {
  const variantId = randomUUID();
  const { variant } = await rowOf('P5');
  const after = { ...variant, variantId, productId: variantId, sku: 'NEW', gtins: [gtinOf(800)], categoryId: 'jam' };
  const answer = await change({
    categories: [{ base: 0, after: { categoryId: 'jam', name: 'Jam' } }],
    variants: [
      { base: 0, after: { ...after, descriptions: { en: 'Sweet' }, netContent: { quantity: 340, unit: 'g' } } },
    ],
    prices: [
      { storeId: STORE, variantId, base: 0, amount: 500 },
      { storeId: OTHER_STORE, variantId, base: 0, amount: 450, effectiveAt: inHours(1) },
    ],
  });
  expect(answer).toMatchObject({ ok: true, revisions: { 'category/jam': 1, [`variant/${variantId}`]: 1 } });
  expect(await rowOf('NEW')).toMatchObject({
    variant: { sku: 'NEW', netContent: { quantity: 340, unit: 'g' }, descriptions: { en: 'Sweet' } },
    categoryName: 'Jam',
    changedBy: MANAGER,
    prices: [
      { storeId: STORE, amount: 500, ahead: [] },
      { storeId: OTHER_STORE, amount: null, version: 0, ahead: [{ amount: 450, effectiveAt: inHours(1) }] },
    ],
  });
});

test('faults stand beside what they are about', async () => {
  const [row, other] = [await rowOf('P6'), await rowOf('P7')];
  const { variant, revision } = row;
  const faults = async (after: object) =>
    codes(await change({ variants: [{ base: revision, after: { ...variant, ...after } }] }));
  expect(await faults({ sku: 'P7' })).toEqual(['variant sku-taken']);
  expect(await faults({ gtins: other.variant.gtins })).toEqual(['variant gtin-taken']);
  expect(await faults({ gtins: ['00000000000001'] })).toEqual(['variant gtin-check-digit']);
  expect(await faults({ taxCategory: 'luxury' })).toEqual(['variant tax-category-missing']);
  expect(await faults({ categoryId: 'none' })).toEqual(['variant category-unknown']);
  expect(await faults({ unit: 'kg' })).toEqual(['variant unit-fixed']);
  const parts = (variantId: string) => ({ rules: { parts: [{ variantId, quantity: 1 }] } });
  expect(await faults(parts(variant.variantId))).toEqual(['variant bundle-of-itself']);
  expect(await faults(parts('nobody'))).toEqual(['variant variant-unknown']);
  const name = { categoryId: 'cups-2', name: 'Cups' };
  expect(codes(await change({ categories: [{ base: 0, after: name }] }))).toEqual(['category category-name-taken']);
  const price = { storeId: STORE, variantId: variant.variantId, base: 0, amount: 1 };
  expect(codes(await change({ prices: [{ ...price, storeId: 'PARIS' }] }))).toEqual(['price store-unknown']);
  expect(codes(await change({ prices: [{ ...price, effectiveAt: inHours(-1) }] }))).toEqual(['price price-date-past']);
});

test('two products exchange a barcode in one change, and one bundle cannot hold the other that holds it', async () => {
  const [one, two] = [await rowOf('P8'), await rowOf('P9')];
  const given = (row: ProductListRow, from: ProductListRow, rules = {}) => {
    return { base: row.revision, after: { ...row.variant, ...rules, gtins: from.variant.gtins } };
  };
  const holding = (row: ProductListRow) => ({ rules: { parts: [{ variantId: row.variant.variantId, quantity: 1 }] } });
  const around = await change({ variants: [given(one, two, holding(two)), given(two, one, holding(one))] });
  expect(codes(around)).toEqual(['variant bundle-of-itself', 'variant bundle-of-itself']);
  expect(await change({ variants: [given(one, two), given(two, one)] })).toMatchObject({ ok: true });
  expect((await rowOf('P8')).variant.gtins).toEqual(two.variant.gtins);
});

test('a price begins when it is said to, and a conflict shows who was there before', async () => {
  const { variant, prices } = await rowOf('P10');
  const { variantId } = variant;
  const base = prices[0]?.version ?? 0;
  const at = inHours(2);
  const later = await change({ prices: [{ storeId: STORE, variantId, base, amount: 900, effectiveAt: at }] });
  if (!later.ok) throw new Error('accepted');
  const version = later.revisions[`price/${STORE}/${variantId}`] ?? 0;
  expect((await rowOf('P10')).prices[0]).toEqual({
    storeId: STORE,
    amount: 1000,
    version: base,
    ahead: [{ amount: 900, version, effectiveAt: at }],
  });
  const blind = { storeId: STORE, variantId, base, amount: 800, effectiveAt: inHours(3) };
  expect(await change({ prices: [blind] }, MANAGER)).toMatchObject({
    ok: false,
    conflicts: [{ entity: 'price', id: `${STORE}/${variantId}`, revision: version, by: MANAGER }],
  });
  shop.clock.advance(2 * HOUR);
  expect((await rowOf('P10')).prices[0]).toEqual({ storeId: STORE, amount: 900, version, ahead: [] });
  const { context } = shop.server;
  const sold = await enrolTestRegister(shop.server);
  const at900 = { variantId, sku: 'P10', quantity: 1, unitPrice: 900, priceVersion: version };
  expect((await sold.push([sold.sale([at900])])).verdicts).toEqual([]);
  const now = await change({ prices: [{ storeId: STORE, variantId, base: version, amount: 950 }] });
  expect(now).toMatchObject({ ok: true });
  const inForce = await context.db.selectFrom('price').selectAll().where('variant_id', '=', variantId).execute();
  expect(inForce.map(({ store_id, amount }) => [store_id, amount]).sort()).toEqual([
    [STORE, 950],
    [OTHER_STORE, 1000],
  ]);
});

test('a price ahead is taken back or replaced, and its history says so', async () => {
  const { variant, prices } = await rowOf('P11');
  const { variantId } = variant;
  const at = inHours(24);
  const planned = { storeId: STORE, variantId, base: prices[0]?.version ?? 0, amount: 700, effectiveAt: at };
  const first = await change({ prices: [planned] });
  const version = first.ok ? (first.revisions[`price/${STORE}/${variantId}`] ?? 0) : 0;
  expect(await change({ prices: [{ ...planned, base: version, amount: 650 }] })).toMatchObject({ ok: true });
  const [{ ahead = [] } = {}] = (await rowOf('P11')).prices;
  expect(ahead.map(({ amount }) => amount)).toEqual([650]);
  expect(await change({ prices: [{ ...planned, base: version, amount: null }] })).toMatchObject({ ok: false });
  const back = { ...planned, base: ahead[0]?.version ?? 0, amount: null };
  expect(await change({ prices: [back] })).toMatchObject({ ok: true });
  expect((await rowOf('P11')).prices[0]?.ahead).toEqual([]);
  shop.clock.advance(25 * HOUR);
  expect((await rowOf('P11')).prices[0]?.amount).toBe(1100);
  const { db, now } = shop.server.context;
  const history = await readVariantHistory(db, { storeId: STORE, now: now() }, variantId);
  const told = history?.prices.filter(({ storeId }) => storeId === STORE) ?? [];
  expect(told.map(({ amount, withdrawn }) => [amount, withdrawn?.by])).toEqual([
    [650, MANAGER],
    [700, MANAGER],
    [1100, undefined],
  ]);
});

test('prices need their permission, and a change says once what becomes of a thing', async () => {
  const register = await enrolTestRegister(shop.server);
  const { variant, revision } = await rowOf('P12');
  const body = { changeId: randomUUID(), categories: [], variants: [], prices: [] };
  const send = async (of: object, operatorId = MANAGER) => {
    const response = await register.send('POST', '/catalogue/changes', { ...body, ...of }, operatorId);
    return [response.status, ((await response.json()) as { code?: string }).code];
  };
  expect(await send({}, OPERATOR)).toEqual([403, 'permission-refused']);
  expect(await send({ variants: [{ base: revision, after: variant }] })).toEqual([200, undefined]);
  const twice = [
    { base: revision, after: variant },
    { base: revision, after: variant },
  ];
  expect(await send({ changeId: randomUUID(), variants: twice })).toEqual([400, 'body-invalid']);
});

/** A change by somebody who last looked after so many accepted changes. */
const step = fc.record({
  product: fc.integer({ min: 0, max: 2 }),
  name: fc.constantFrom('A', 'B', 'C'),
  amount: fc.option(fc.integer({ min: 1, max: 3 })),
  staleness: fc.constantFrom(0, 0, 0, 1, 2),
});

test('whatever is changed by whomever in whatever order, the catalogue is the accepted changes one after another', async () => {
  const skus = ['P15', 'P16', 'P17'];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const seen = await Promise.all(skus.map(async (sku) => [await rowOf(sku)]));
      for (const { product, name, amount, staleness } of steps) {
        const rows = seen[product] ?? [];
        const looked = rows.at(-1 - Math.min(staleness, rows.length - 1));
        const current = rows.at(-1);
        if (!looked || !current) throw new Error('a row');
        const { variantId } = looked.variant;
        const price = { storeId: STORE, variantId, base: looked.prices[0]?.version ?? 0, amount: amount ?? 0 };
        const after = { ...looked.variant, name };
        const answer = await change({
          variants: [{ base: looked.revision, after }],
          prices: amount === null ? [] : [price],
        });
        const nameFits = looked.revision === current.revision || current.variant.name === name;
        const now = current.prices[0];
        const priceFits = amount === null || price.base === now?.version || now?.amount === amount;
        expect(answer.ok).toBe(nameFits && priceFits);
        const row = await rowOf(skus[product] ?? '');
        const expected = answer.ok ? [name, amount ?? now?.amount] : [current.variant.name, now?.amount];
        expect([row.variant.name, row.prices[0]?.amount]).toEqual(expected);
        rows.push(row);
      }
      for (const rows of seen) {
        const last = rows.at(-1);
        const { db, now } = shop.server.context;
        const history = await readVariantHistory(db, { storeId: STORE, now: now() }, last?.variant.variantId ?? '');
        expect(history?.versions.map(({ revision }) => revision)).toEqual(
          Array.from({ length: last?.revision ?? 0 }, (_, index) => (last?.revision ?? 0) - index),
        );
        expect(history?.versions[0]?.variant).toEqual(last?.variant);
      }
    }),
    { numRuns: 12 },
  );
});

const repricing = fc.record({
  waitHours: fc.integer({ min: 0, max: 3 }),
  amount: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 4 }),
  inHours: fc.integer({ min: 0, max: 4 }),
});

test('whatever is planned, replaced and taken back while time goes by, list, page and history agree on what is in force', async () => {
  const { variant } = await rowOf('P18');
  const { variantId } = variant;
  const { db } = shop.server.context;
  let prices = (await rowOf('P18')).prices
    .filter(({ storeId }) => storeId === STORE)
    .map(({ amount, version }) => ({ amount: amount ?? 0, version, effectiveAt: '' }));
  await fc.assert(
    fc.asyncProperty(fc.array(repricing, { minLength: 1, maxLength: 10 }), async (steps) => {
      for (const { waitHours, amount, inHours: hours } of steps) {
        shop.clock.advance(waitHours * HOUR + 1);
        const effectiveAt = hours === 0 ? undefined : roundHour(hours);
        const planned = prices.find((price) => price.effectiveAt === effectiveAt);
        const standing = priceInForce(prices, effectiveAt ?? inHours(0));
        if (amount === null && !planned) continue;
        const base = (amount === null ? planned : standing)?.version ?? 0;
        const asked = { storeId: STORE, variantId, base, amount, ...(effectiveAt ? { effectiveAt } : {}) };
        const answer = await change({ prices: [asked] });
        if (!answer.ok) throw new Error(JSON.stringify(answer));
        const version = answer.revisions[`price/${STORE}/${variantId}`] ?? 0;
        if (amount === null || (version !== standing?.version && planned)) {
          prices = prices.filter((price) => price !== planned);
        }
        if (amount !== null && !prices.some((price) => price.version === version)) {
          prices.push({ amount, version, effectiveAt: effectiveAt ?? inHours(0) });
        }
        const now = inHours(0);
        const inForce = priceInForce(prices, now);
        const ahead = prices.filter((price) => price.effectiveAt > now).map((price) => price.version);
        const [shown] = (await rowOf('P18')).prices;
        expect([shown?.version, shown?.amount]).toEqual([inForce?.version, inForce?.amount]);
        expect(shown?.ahead.map((price) => price.version).sort()).toEqual(ahead.sort());
        const page = await readPricePages(db, STORE, [pageOf(variantId)], now);
        const own = page.filter((row) => row.variantId === variantId);
        expect(own.filter((row) => row.effectiveAt === null).map((row) => row.version)).toEqual([inForce?.version]);
        expect(
          own
            .filter((row) => row.effectiveAt !== null)
            .map((row) => row.version)
            .sort(),
        ).toEqual(ahead);
      }
    }),
    { numRuns: 15 },
  );
});

/** The full hour that is so many hours ahead at most. */
function roundHour(hours: number): string {
  const at = shop.clock.now().getTime() + hours * HOUR;
  return new Date(at - (at % HOUR)).toISOString();
}
