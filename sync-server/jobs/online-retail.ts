import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { ProductRow } from '#contracts/http/api.ts';
import type { Refusal } from '#contracts/product-csv/csv-records.ts';
import { inStoreGtin } from '#domain/gs1/in-store-gtin.ts';
import { mulDiv, PPM } from '#domain/money/money.ts';
import { retailCategory, retailTaxCategory } from './retail-categories.ts';
import { isProductName, productName } from './retail-names.ts';

/** The header line of the Online Retail data set (UCI Machine Learning Repository, Dr Daqing Chen, CC BY 4.0). */
export const ONLINE_RETAIL_HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

/** One line of an invoice: `quantity` is negative for cancellations and corrections, `unitPrice` in pounds as written. */
export interface RetailRow {
  line: number;
  stockCode: string;
  description: string;
  quantity: number;
  unitPrice: string;
}

/** A store that derived products are for. Prices of the data are taken to include VAT. */
export interface RetailStore {
  storeId: string;
  pricesIncludeTax: boolean;
}

/** The data set's lines, streamed. `text` is UTF-8 with its header line; throws when a line cannot be read as CSV. */
export async function* readOnlineRetail(text: Readable): AsyncGenerator<RetailRow> {
  const lines = text.pipe(parse({ from_line: 2, bom: true, relax_column_count: true }));
  text.on('error', (error) => lines.destroy(error));
  let line = 1;
  for await (const fields of lines as AsyncIterable<string[]>) {
    line += 1;
    const [, stockCode = '', description = '', quantity = '', , unitPrice = ''] = fields;
    yield { line, stockCode: stockCode.trim().toUpperCase(), description, quantity: Number(quantity), unitPrice };
  }
}

/** What was gathered of one stock code. */
interface Gathered {
  line: number;
  descriptions: Map<string, number>;
  prices: Map<number, number>;
  sold: number;
}

const STANDARD_VAT_PPM = 200_000;
const WEEKS_OF_DATA = 53;
const WEEKS_OF_STOCK = 2;
const MOST_STOCK = 480;

/**
 * Products of the data set, ordered by stock code: the most frequent description in capitals, the most frequent price in
 * whole pence, an in-store GTIN, category and VAT by the description's words, and two weeks of sales as opening stock.
 * Charges, vouchers and what has neither name nor price are refused, at the line where they first appear.
 */
export async function deriveProducts(
  rows: AsyncIterable<RetailRow>,
  stores: readonly RetailStore[],
): Promise<{ rows: ProductRow[]; refused: Refusal[] }> {
  const refused: Refusal[] = [];
  const products: ProductRow[] = [];
  for (const [code, product] of [...(await gather(rows, refused))].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const read = productRow(code, product, stores);
    if (read.ok) products.push(read.row);
    else refused.push({ line: product.line, reason: `${code} ${read.reason}` });
  }
  refused.sort((a, b) => a.line - b.line);
  return { rows: products, refused };
}

async function gather(rows: AsyncIterable<RetailRow>, refused: Refusal[]): Promise<Map<string, Gathered>> {
  const gathered = new Map<string, Gathered>();
  for await (const row of rows) {
    if (row.stockCode === '' || !Number.isSafeInteger(row.quantity)) {
      refused.push({ line: row.line, reason: 'the line has no stock code or no quantity' });
      continue;
    }
    let product = gathered.get(row.stockCode);
    if (product === undefined) {
      product = { line: row.line, descriptions: new Map(), prices: new Map(), sold: 0 };
      gathered.set(row.stockCode, product);
    }
    const description = row.description.replace(/\s+/g, ' ').trim();
    if (isProductName(description)) count(product.descriptions, description);
    const price = pence(row.unitPrice);
    if (price === null) continue;
    product.sold += row.quantity;
    if (row.quantity > 0) count(product.prices, price);
  }
  return gathered;
}

type RowDerived = { ok: true; row: ProductRow } | { ok: false; reason: string };

function productRow(code: string, product: Gathered, stores: readonly RetailStore[]): RowDerived {
  const description = mostFrequent(product.descriptions);
  const price = mostFrequent(product.prices);
  if (!isStockCode(code) || isCharge(description))
    return { ok: false, reason: 'is a charge or voucher, not a product' };
  if (description === undefined) return { ok: false, reason: 'has no name' };
  if (price === undefined) return { ok: false, reason: 'was never sold at a price in whole pence' };
  const taxCategory = retailTaxCategory(description);
  const net = taxCategory === 'standard' ? mulDiv(price, PPM, PPM + STANDARD_VAT_PPM) : price;
  const stock = openingStock(product.sold);
  const row: ProductRow = {
    line: product.line,
    sku: code,
    name: productName(description),
    category: retailCategory(description),
    prices: Object.fromEntries(stores.map((store) => [store.storeId, store.pricesIncludeTax ? price : net])),
    gtins: [inStoreGtin(code)],
    unit: 'each',
    taxCategory,
    stock: Object.fromEntries(stores.map((store) => [store.storeId, stock])),
  };
  return { ok: true, row };
}

/** Five digits and up to two letters, or one of the web shop's own codes; the rest are charges (POST, DOT, M, AMAZONFEE). */
function isStockCode(code: string): boolean {
  return /^\d{5}[A-Z]{0,2}$/.test(code) || /^DCGS/.test(code);
}

function isCharge(description: string | undefined): boolean {
  return description !== undefined && /^(PACKING CHARGE|SAMPLES|AMAZON|FBA|EBAY)$|GIFT VOUCHER/.test(description);
}

/** Pounds as written, in whole pence; null for nothing, zero, less than zero and fractions of a penny. */
function pence(text: string): number | null {
  const parts = /^(\d{1,7})(?:\.(\d{1,2})0*)?$/.exec(text);
  if (parts === null) return null;
  const amount = Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
  return amount > 0 ? amount : null;
}

/** Pieces for two weeks at the average rate of sale, 480 at most; what came back as often as it sold has none. */
function openingStock(sold: number): number {
  return Math.min(MOST_STOCK, Math.max(0, Math.ceil((sold * WEEKS_OF_STOCK) / WEEKS_OF_DATA)));
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The key with the highest count, the first met among equals. */
function mostFrequent<Key>(counts: ReadonlyMap<Key, number>): Key | undefined {
  let best: Key | undefined;
  let most = 0;
  for (const [key, times] of counts) if (times > most) [best, most] = [key, times];
  return best;
}
