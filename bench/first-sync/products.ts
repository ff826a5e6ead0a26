import type { ViewData } from '#contracts/views/documents.ts';
import { PAGES, pageOf, type Variant } from '#domain/catalog/variant.ts';

const WORDS = [
  'white hanging heart light holder cream cupid coat hanger knitted union flag bottle red woolly hottie set babushka nesting',
  'boxes glass star frosted assorted colour bird ornament poppy playhouse bedroom kitchen feltcraft princess charlotte doll',
  'ivory spotty mug box of vintage snap cards jumbo bag paisley park alarm clock bakelike green lunch metal sign zinc',
]
  .join(' ')
  .split(' ');
const HAN =
  '白色挂心形灯架奶油丘比特衣架针织国旗热水瓶红羊毛套娃盒玻璃星磨砂鸟饰品厨房毛毡公主娃娃象牙圆点杯复古纸牌大号袋闹钟绿午餐金属标牌';
const CATEGORIES = 40;

export interface GeneratedProduct {
  variant: Variant;
  price: number;
  onHand: number;
}

/** A small seeded random source (mulberry32), 0 to 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The same products for the same count, always. Every fourth has a Chinese name too. */
export function generateProducts(count: number): GeneratedProduct[] {
  const random = seeded(count);
  const pick = <T>(from: ArrayLike<T>): T => from[Math.floor(random() * from.length)] as T;
  return Array.from({ length: count }, (_, number) => {
    const name = Array.from({ length: 3 + Math.floor(random() * 4) }, () => pick(WORDS))
      .join(' ')
      .toUpperCase();
    const han = Array.from({ length: 4 + Math.floor(random() * 5) }, () => pick(HAN)).join('');
    const variant: Variant = {
      variantId: `0192f000-0000-7000-8000-${String(number).padStart(12, '0')}`,
      productId: `0192f000-0000-7000-9000-${String(number).padStart(12, '0')}`,
      sku: `${10_000 + number}${pick(['', 'A', 'B', 'C'])}`,
      name,
      gtins: [`02${String(number).padStart(11, '0')}7`],
      categoryId: `category-${number % CATEGORIES}`,
      unit: 'each',
      taxCategory: 'standard',
      ...(number % 4 === 0 ? { names: { 'zh-CN': han } } : {}),
    };
    return { variant, price: 50 + Math.floor(random() * 5000), onHand: Math.floor(random() * 300) };
  });
}

/** The documents of both feeds for these products, as a server sends them. */
export function viewDocuments(
  products: readonly GeneratedProduct[],
): Record<'chain' | 'store', { id: string; data: string }[]> {
  const pages: GeneratedProduct[][] = Array.from({ length: PAGES }, () => []);
  for (const product of products) pages[pageOf(product.variant.variantId)]?.push(product);
  const asOf = '2026-11-02T10:00:00.000Z';
  const categories = Array.from({ length: CATEGORIES }, (_, number) => ({
    categoryId: `category-${number}`,
    name: `Category ${number}`,
  }));
  const page = <K extends 'catalogue-page' | 'price-page' | 'stock-page'>(
    kind: K,
    data: (products: readonly GeneratedProduct[]) => ViewData<K>,
  ) => pages.map((held, number) => ({ id: `${kind}/${number}`, data: JSON.stringify(data(held)) }));
  return {
    chain: [
      { id: 'category-list/all', data: JSON.stringify({ categories } satisfies ViewData<'category-list'>) },
      ...page('catalogue-page', (held) => ({ variants: held.map(({ variant }) => variant) })),
    ],
    store: [
      ...page('price-page', (held) => ({ prices: held.map(({ variant, price }) => [variant.variantId, price, 1]) })),
      ...page('stock-page', (held) => ({
        marks: {},
        asOf,
        stock: held.map(({ variant, onHand }) => [variant.variantId, onHand, 0]),
      })),
    ],
  };
}
