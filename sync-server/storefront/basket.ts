import { mulDiv } from '#domain/money/money.ts';
import type { Product, Shop } from '#sync-server/channels/client/omnitill-channel.ts';
import type { Basket } from './visitor.ts';

/** What is bought at once, in the smallest unit: pieces, 250 g, half a metre; and how many of those at most. */
export const STEP: Readonly<Record<Product['unit'], number>> = { each: 1, kg: 250, m: 500 };
export const STEPS_MAX = 20;
const LINES_MAX = 30;
/** Postage in hundredths of the currency's unit, and from which sum of goods there is none. */
const POSTAGE = 395;
const POSTAGE_FREE_FROM = 4000;

export interface BasketLine {
  product: Product;
  quantity: number;
  amount: number;
}

/** A product that cannot be had as often as it is wanted: at a store where one is named, else anywhere. */
export interface Lack {
  product: Product;
  /** What there is of it. */
  left: number;
  /** It is there, and cannot be sent. */
  onlyCollected?: true;
}

/** A basket with `quantity` of a variant; 0 takes it out. Steps and sums that are too much are cut. */
export function withQuantity(basket: Basket, { variantId, unit }: Product, quantity: number): Basket {
  const step = STEP[unit];
  const steps = Math.min(STEPS_MAX, Math.max(0, Math.round(quantity / step)));
  const isThere = basket.some(([id]) => id === variantId);
  if (steps === 0) return basket.filter(([id]) => id !== variantId);
  if (isThere) return basket.map(([id, before]) => [id, id === variantId ? steps * step : before]);
  return basket.length >= LINES_MAX ? basket : [...basket, [variantId, steps * step]];
}

/** Lines of what is still offered, at what it costs now. */
export function linesOf(basket: Basket, products: ReadonlyMap<string, Product>): BasketLine[] {
  return basket.flatMap(([variantId, quantity]) => {
    const product = products.get(variantId);
    if (!product) return [];
    const scale = product.unit === 'each' ? 1 : 1000;
    return [{ product, quantity, amount: mulDiv(product.amount, quantity, scale) }];
  });
}

export function goodsOf(lines: readonly BasketLine[]): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0);
}

/** What sending costs, in minor units, and from which sum it costs nothing. */
export function postageOf({ currency }: Pick<Shop, 'currency'>, goods: number): { amount: number; freeFrom: number } {
  const freeFrom = mulDiv(POSTAGE_FREE_FROM, 10 ** currency.digits, 100);
  return { amount: goods >= freeFrom ? 0 : mulDiv(POSTAGE, 10 ** currency.digits, 100), freeFrom };
}

/** What of a basket a store does not have. */
export function lacksAt(lines: readonly BasketLine[], storeId: string): Lack[] {
  return lines.flatMap(({ product, quantity }) => {
    const left = product.stock.find((one) => one.storeId === storeId)?.available ?? 0;
    return left < quantity ? [{ product, left }] : [];
  });
}

/** What of a basket cannot be sent: there is too little in all stores, or an age is looked at. */
export function lacksSent(lines: readonly BasketLine[]): Lack[] {
  return lines.flatMap(({ product, quantity }): Lack[] => {
    if (product.available < quantity) return [{ product, left: product.available }];
    return product.minimumAge === undefined ? [] : [{ product, left: product.available, onlyCollected: true }];
  });
}
