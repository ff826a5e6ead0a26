import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CategoryListAnswer, ProductList } from '#contracts/http/catalogue.ts';
import { CLEAR_WEBP, JPEG, WEBP } from '#contracts/picture/testing/sample-pictures.ts';
import { readProductCsv } from '#contracts/product-csv/product-csv.ts';
import { writeProductCsv } from '#contracts/product-csv/write-product-csv.ts';
import type { Category, Variant } from '#domain/catalog/variant.ts';
import { changeCatalogue } from '#sync-server/commands/change-catalogue.ts';
import { importProducts } from '#sync-server/commands/import-products.ts';
import { keepPicture } from '#sync-server/commands/keep-picture.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { gtinOf, OTHER_STORE, productRows, STORE } from '#tests/fixtures/test-shop.ts';

const AT_DESK = { operatorId: null, registerId: 'desk' };
const shop = openTestServer();
openManager(shop);

const hashOf = (base64: string) => createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex');

async function ask<T>(register: TestRegister, path: string): Promise<T> {
  const response = await register.get(path, MANAGER);
  expect(response.status).toBe(200);
  return JSON.parse(await response.text());
}

async function factsThere(): Promise<number> {
  const { db, keys } = shop.server.context;
  return (await db.selectFrom('fact').select('seq').where('journal_id', '=', keys.journalId).execute()).length;
}

/** The whole catalogue as a file, and what importing that does. */
async function roundTrip(register: TestRegister) {
  const rows: ProductList['rows'] = [];
  for (let total = 1; rows.length < total; ) {
    const list = await ask<ProductList>(register, `/catalogue/products?status=all&limit=200&offset=${rows.length}`);
    rows.push(...list.rows);
    total = list.total;
  }
  const catalogue = await ask<CategoryListAnswer>(register, '/catalogue/categories');
  const read = readProductCsv(writeProductCsv(rows, catalogue), catalogue.stores);
  const before = await factsThere();
  const answer = await importProducts(shop.server.context, read.rows, { operatorId: MANAGER });
  return { ...answer, refused: [...read.refused, ...answer.refused], facts: (await factsThere()) - before, rows };
}

/** Texts as people write them: quotes, commas, bars, double blanks and lines of their own; nothing that a form would not take. */
const text = fc
  .array(fc.constantFrom('a', 'Ä', '茶', '"', ',', ';', '|', '  ', "'", '=', '*', '<b>'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join('').trim() || 'x');
const lines = fc.array(text, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('\n'));
const byLanguage = (of: fc.Arbitrary<string>) =>
  fc.dictionary(fc.constantFrom('en', 'zh-CN', 'de'), of, { minKeys: 1, maxKeys: 3 });

interface Made {
  variant: Partial<Variant>;
  prices: Record<string, number>;
}

const made: fc.Arbitrary<Made> = fc.record({
  variant: fc.record(
    {
      name: text,
      names: byLanguage(text),
      descriptions: byLanguage(lines),
      unit: fc.constantFrom('each' as const, 'kg' as const, 'm' as const),
      archived: fc.constant(true as const),
      netContent: fc.record({
        quantity: fc.integer({ min: 1, max: 1_000_000 }),
        unit: fc.constantFrom('g' as const, 'ml' as const, 'mm' as const, 'each' as const),
      }),
      pictures: fc.constantFrom(
        [{ hash: hashOf(JPEG), alt: { en: 'Front' } }],
        [{ hash: hashOf(CLEAR_WEBP) }, { hash: hashOf(JPEG), alt: { 'zh-CN': '正面' } }],
      ),
      rules: fc.record(
        {
          productName: text,
          options: fc.dictionary(fc.constantFrom('Size', 'size', 'Cut: neck'), text, { minKeys: 1 }),
          openPrice: fc.constant(true),
          minimumAge: fc.integer({ min: 1, max: 99 }),
          undiscountable: fc.constant(true),
        },
        { requiredKeys: ['productName'] },
      ),
    },
    { requiredKeys: ['name'] },
  ),
  prices: fc.dictionary(fc.constantFrom(STORE, OTHER_STORE), fc.integer({ min: 0, max: 99_999 })),
});

test('whatever the catalogue holds, a file of it that is imported again changes nothing', async () => {
  const register = await enrolTestRegister(shop.server);
  const { context } = shop.server;
  for (const picture of [JPEG, CLEAR_WEBP]) {
    await keepPicture(context.db, { picture, thumbnail: WEBP }, AT_DESK, context.now());
  }
  let count = 0;
  const catalogue = fc.record({
    products: fc.array(made, { minLength: 1, maxLength: 6 }),
    names: fc.option(byLanguage(text), { nil: undefined }),
    taxed: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(catalogue, async ({ products, names, taxed }) => {
      count += 1;
      const category: Category = {
        categoryId: `c${count}`,
        name: `Category ${count}`,
        ...(names ? { names } : {}),
        ...(taxed ? { taxCategory: 'zero' } : {}),
        picture: { hash: hashOf(JPEG) },
      };
      const variants = products.map(({ variant }, at): Variant => {
        const id = `${count}-${at}`;
        const plain = { variantId: id, productId: id, sku: id, name: id, categoryId: category.categoryId };
        const gtins = at % 2 === 0 ? [gtinOf(count * 10 + at + 2000)] : [];
        return { ...plain, gtins, unit: 'each', taxCategory: 'standard', ...variant };
      });
      const prices = products.flatMap((product, at) =>
        Object.entries(product.prices).map(([storeId, amount]) => ({
          storeId,
          variantId: `${count}-${at}`,
          base: 0,
          amount,
        })),
      );
      const change = {
        changeId: context.newId(),
        categories: [{ base: 0, after: category }],
        variants: variants.map((after) => ({ base: 0, after })),
        prices,
      };
      expect(await changeCatalogue(context, change, MANAGER)).toMatchObject({ ok: true });
      const { created, changed, unchanged, refused, facts, rows } = await roundTrip(register);
      expect({ created, changed, refused, facts }).toEqual({ created: 0, changed: 0, refused: [], facts: 0 });
      expect(unchanged).toBe(rows.length);
    }),
    { numRuns: 12 },
  );
});

test('what a file says of pictures, descriptions, net content and the range is what is there afterwards', async () => {
  const register = await enrolTestRegister(shop.server);
  const { context } = shop.server;
  await keepPicture(context.db, { picture: JPEG, thumbnail: WEBP }, AT_DESK, context.now());
  const [row] = productRows(1);
  if (!row) throw new Error('a row');
  const said = { ...row, sku: 'CSV', gtins: [], prices: { [STORE]: 100 }, stock: {} };
  const run = (more: object) => importProducts(context, [{ ...said, ...more }]);
  const variant = async () => {
    const { rows } = await ask<ProductList>(register, '/catalogue/products?status=all&search=CSV');
    const { descriptions, netContent, archived, pictures } =
      rows.find((one) => one.variant.sku === 'CSV')?.variant ?? {};
    return { descriptions, netContent, archived, pictures };
  };
  const whole = {
    descriptions: { en: 'Sweet', 'zh-CN': '甜' },
    netContent: { quantity: 340, unit: 'g' as const },
    archived: true,
    pictures: [hashOf(JPEG)],
  };
  expect(await run(whole)).toMatchObject({ created: 1 });
  expect(await variant()).toEqual({ ...whole, pictures: [{ hash: hashOf(JPEG) }] });
  expect(await run({})).toMatchObject({ unchanged: 1 });
  expect(await run({ descriptions: { en: '' }, netContent: null, archived: false, pictures: [] })).toMatchObject({
    changed: 1,
  });
  expect(await variant()).toEqual({ descriptions: { 'zh-CN': '甜' } });
  expect(await run({ pictures: ['f'.repeat(64)] })).toMatchObject({ refused: [{ code: 'picture-unknown' }] });
  expect(await run({ sku: 'UNPRICED', prices: {} })).toMatchObject({ refused: [{ code: 'price-missing' }] });
  expect(await run({ sku: 'OPEN', prices: {}, rules: { openPrice: true } })).toMatchObject({ created: 1 });
});
