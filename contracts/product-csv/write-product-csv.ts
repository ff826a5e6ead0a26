import { returningCsvText } from '#contracts/csv/write-csv.ts';
import type { CategoryListAnswer, ProductListRow, StorePrice } from '#contracts/http/catalogue.ts';
import { shortGtin } from '#domain/gs1/short-gtin.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import { localMinute } from '#domain/session/store-minute.ts';

const SWITCHES = [
  ['open price', 'openPrice'],
  ['service', 'service'],
  ['serialised', 'serialised'],
  ['undiscountable', 'undiscountable'],
  ['unreturnable', 'unreturnable'],
] as const;

/** Products as `readProductCsv` reads them, so that a file can be changed and come back; as it is it changes nothing. */
export function writeProductCsv(
  rows: readonly ProductListRow[],
  { categories, stores }: Pick<CategoryListAnswer, 'categories' | 'stores'>,
): string {
  const skus = new Map(rows.map(({ variant }) => [variant.variantId, variant.sku]));
  const names = tagsOf(rows.map(({ variant }) => variant.names));
  const options = tagsOf(rows.map(({ variant }) => variant.rules?.options));
  const descriptions = tagsOf(rows.map(({ variant }) => variant.descriptions));
  const categoryNames = tagsOf(categories.map(({ category }) => category.names));
  const dated = stores.filter(({ storeId }) => rows.some(({ prices }) => aheadIn(prices, storeId) !== undefined));
  const isPlaced = rows.some(({ place }) => place !== undefined);
  const header = [
    'sku',
    'name',
    ...names.map((tag) => `name:${tag}`),
    'category',
    ...categoryNames.map((tag) => `category:${tag}`),
    'department tax',
    'tax',
    'gtin',
    'unit',
    ...stores.map(({ storeId }) => `price@${storeId}`),
    ...dated.flatMap(({ storeId }) => [`next price@${storeId}`, `next from@${storeId}`]),
    ...(isPlaced ? ['place'] : []),
    'product',
    ...options.map((name) => `option:${name}`),
    'plu',
    'minimum age',
    ...SWITCHES.map(([column]) => column),
    'stored value',
    'linked',
    'parts',
    'net content',
    ...descriptions.map((tag) => `description:${tag}`),
    'archived',
    'pictures',
  ];
  const lines = rows.map(({ variant, prices, categoryName, place = '' }) => {
    const { rules = {} } = variant;
    const category = categories.find((one) => one.category.categoryId === variant.categoryId)?.category;
    const quantities = (list: readonly { variantId: string; quantity: number }[] = []) =>
      list.map(({ variantId, quantity }) => `${skus.get(variantId) ?? variantId}*${quantity}`).join('|');
    return [
      variant.sku,
      variant.name,
      ...names.map((tag) => variant.names?.[tag] ?? ''),
      category?.name ?? categoryName,
      ...categoryNames.map((tag) => category?.names?.[tag] ?? ''),
      category?.taxCategory ?? '',
      variant.taxCategory,
      variant.gtins.map(shortGtin).join('|'),
      variant.unit,
      ...stores.map(({ storeId, digits }) => {
        const price = prices.find((one) => one.storeId === storeId);
        return price === undefined || price.amount === null ? '' : decimalText(price.amount, digits);
      }),
      ...dated.flatMap(({ storeId, digits, timeZone }) => {
        const next = aheadIn(prices, storeId);
        if (!next) return ['', ''];
        return [decimalText(next.amount, digits), localMinute(new Date(next.effectiveAt), timeZone).replace('T', ' ')];
      }),
      ...(isPlaced ? [place] : []),
      rules.productName ?? '',
      ...options.map((name) => rules.options?.[name] ?? ''),
      rules.plu ?? '',
      rules.minimumAge === undefined ? '' : String(rules.minimumAge),
      ...SWITCHES.map(([, rule]) => (rules[rule] ? 'yes' : '')),
      rules.storedValue ?? '',
      quantities(rules.linked),
      quantities(rules.parts),
      variant.netContent ? `${variant.netContent.quantity} ${variant.netContent.unit}` : '',
      ...descriptions.map((tag) => variant.descriptions?.[tag] ?? ''),
      variant.archived ? 'yes' : '',
      (variant.pictures ?? []).map(({ hash }) => hash).join('|'),
    ];
  });
  return returningCsvText([header, ...lines]);
}

/** The price that is to follow next in a store. */
function aheadIn(prices: ProductListRow['prices'], storeId: string): StorePrice['ahead'][number] | undefined {
  return prices.find((price) => price.storeId === storeId)?.ahead[0];
}

function tagsOf(all: readonly (Readonly<Record<string, string>> | undefined)[]): string[] {
  return [...new Set(all.flatMap((one) => Object.keys(one ?? {})))].sort();
}
