import { createReadStream, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGunzip, gzipSync } from 'node:zlib';
import type { ProductRow } from '#contracts/http/api.ts';
import { deriveProducts, type RetailStore, readOnlineRetail } from '#sync-server/jobs/online-retail.ts';

const STORES: readonly RetailStore[] = [
  { storeId: 'high-street', pricesIncludeTax: true },
  { storeId: 'trade-counter', pricesIncludeTax: false },
];

/**
 * Makes `resources/demo/products.csv.gz` anew: `npx tsx scripts/make-demo.ts PATH/online-retail.csv.gz`.
 * The same input gives the same bytes.
 */
async function makeDemo(source: string): Promise<void> {
  const rows = readOnlineRetail(createReadStream(source).pipe(createGunzip()));
  const { rows: products, refused } = await deriveProducts(rows, STORES);
  const target = fileURLToPath(new URL('../resources/demo/products.csv.gz', import.meta.url));
  writeFileSync(target, gzipSync(productCsv(products), { level: 9 }));
  console.log(`${products.length} products written to ${target}, ${refused.length} stock codes left out`);
}

function productCsv(products: readonly ProductRow[]): string {
  const perStore = ['price', 'stock'].flatMap((what) => STORES.map(({ storeId }) => `${what}@${storeId}`));
  const header = ['sku', 'name', 'category', 'tax', 'gtin', ...perStore];
  const records = products.map((product) => [
    product.sku,
    product.name,
    product.category,
    product.taxCategory,
    product.gtins.map((gtin) => gtin.slice(1)).join('|'),
    ...STORES.map(({ storeId }) => pounds(product.prices[storeId] ?? 0)),
    ...STORES.map(({ storeId }) => String(product.stock[storeId] ?? 0)),
  ]);
  return [header, ...records].map((record) => `${record.map(quoted).join(',')}\n`).join('');
}

function pounds(pence: number): string {
  return `${Math.floor(pence / 100)}.${String(pence % 100).padStart(2, '0')}`;
}

function quoted(field: string): string {
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

const source = process.argv[2];
if (source === undefined) {
  console.error('Usage: npx tsx scripts/make-demo.ts PATH/online-retail.csv.gz');
  process.exitCode = 1;
} else await makeDemo(source);
