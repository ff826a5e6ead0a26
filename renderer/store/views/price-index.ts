import { type DatedPrice, priceInForce } from '#domain/catalog/price-in-force.ts';
import type { Price } from '#domain/catalog/variant.ts';
import type { Minor } from '#domain/money/money.ts';

/** `[variantId, amount, version]`, as a price page holds them. */
export type PriceRow = readonly [variantId: string, amount: number, version: number];

/** `[variantId, amount]`: lower than the price is now, at some time of the last 30 days. */
export type LowRow = readonly [variantId: string, amount: number];

/** `[variantId, amount, version, effectiveAt, low]`: what comes into force later. */
export type AheadRow = readonly [
  variantId: string,
  amount: number,
  version: number,
  effectiveAt: string,
  low: number | null,
];

/** A price page, as far as prices go. */
export interface PricePage {
  prices: readonly PriceRow[];
  lows?: readonly LowRow[] | undefined;
  ahead?: readonly AheadRow[] | undefined;
}

/** One of a variant's prices; without a known beginning (``) it was there from the first. */
export interface PriceAt extends DatedPrice {
  amount: Minor;
  /** The lowest of the 30 days before, where that was lower. */
  low?: Minor;
}

const FROM_THE_FIRST = '';

/**
 * The store's prices in memory, kept page by page. What is to come into force later does so by itself; what was in force before
 * is still known for carts that began before.
 */
export class PriceIndex {
  readonly #pages = new Map<string, ReadonlySet<string>>();
  /** A variant's prices, oldest first: mostly one. */
  readonly #prices = new Map<string, readonly PriceAt[]>();

  /** Puts a page that arrived at `now` in place of its former self; gives the variants whose prices are new, gone or different. */
  setPage(pageId: string, page: PricePage, now: string): string[] {
    const changed: string[] = [];
    const rows = byVariant(page);
    for (const variantId of this.#pages.get(pageId) ?? []) {
      if (rows.has(variantId)) continue;
      this.#prices.delete(variantId);
      changed.push(variantId);
    }
    for (const [variantId, sent] of rows) {
      const before = this.#prices.get(variantId) ?? [];
      const after = merged(before, sent, now);
      if (isSame(before, after)) continue;
      this.#prices.set(variantId, after);
      changed.push(variantId);
    }
    this.#pages.set(pageId, new Set(rows.keys()));
    return changed;
  }

  /** The price in force at an instant. */
  get(variantId: string, at: string): Price | null {
    const price = this.#inForce(variantId, at);
    return price ? { variantId, amount: price.amount, version: price.version } : null;
  }

  /** The lowest of the 30 days before the price in force, where it was lower. */
  lowest(variantId: string, at: string): Minor | undefined {
    return this.#inForce(variantId, at)?.low;
  }

  /** All prices of a variant that has several: what it was before, is, and will be. */
  dated(variantId: string): readonly PriceAt[] | undefined {
    const prices = this.#prices.get(variantId);
    return prices && prices.length > 1 ? prices : undefined;
  }

  /** The next instant at which a price comes into force. */
  nextChange(after: string): string | undefined {
    let next: string | undefined;
    for (const prices of this.#prices.values()) {
      if (prices.length === 1) continue;
      for (const { effectiveAt } of prices) {
        if (effectiveAt > after && (next === undefined || effectiveAt < next)) next = effectiveAt;
      }
    }
    return next;
  }

  /** Variants of which a price came into force after one instant and not after another. */
  changedBetween(after: string, until: string): string[] {
    return [...this.#prices].flatMap(([variantId, prices]) =>
      prices.some(({ effectiveAt }) => effectiveAt > after && effectiveAt <= until) ? [variantId] : [],
    );
  }

  #inForce(variantId: string, at: string): PriceAt | undefined {
    const prices = this.#prices.get(variantId);
    return prices && prices.length === 1 && prices[0]?.effectiveAt === FROM_THE_FIRST
      ? prices[0]
      : priceInForce(prices ?? [], at);
  }
}

interface Sent {
  inForce?: Omit<PriceAt, 'effectiveAt'>;
  ahead: PriceAt[];
}

function byVariant({ prices, lows = [], ahead = [] }: PricePage): Map<string, Sent> {
  const low = new Map(lows);
  const rows = new Map<string, Sent>();
  for (const [variantId, amount, version] of prices) {
    const lowest = low.get(variantId);
    rows.set(variantId, { inForce: { amount, version, ...(lowest === undefined ? {} : { low: lowest }) }, ahead: [] });
  }
  for (const [variantId, amount, version, effectiveAt, lowest] of ahead) {
    const sent = rows.get(variantId) ?? { ahead: [] };
    sent.ahead.push({ amount, version, effectiveAt, ...(lowest === null ? {} : { low: lowest }) });
    rows.set(variantId, sent);
  }
  return rows;
}

/** What is known of a variant's prices once a page was sent: the one before, the one in force, those to come. */
function merged(before: readonly PriceAt[], { inForce, ahead }: Sent, now: string): PriceAt[] {
  if (!inForce) return ahead;
  const current = priceInForce(before, now);
  const past = before.filter((price) => isBefore(price, current) && price.version !== inForce.version).slice(-1);
  // A clock ahead of the server's has switched already to what the server still says is to come.
  const early = ahead.some(({ version }) => version === current?.version);
  if (!current || early || current.version === inForce.version) {
    const known = before.find(({ version }) => version === inForce.version);
    return [...(early ? [] : past), { ...inForce, effectiveAt: known?.effectiveAt ?? FROM_THE_FIRST }, ...ahead];
  }
  const planned = before.find(({ version }) => version === inForce.version)?.effectiveAt ?? '';
  const begins = planned > current.effectiveAt && planned < now ? planned : now;
  return [current, { ...inForce, effectiveAt: begins }, ...ahead];
}

function isBefore(price: PriceAt, current: PriceAt | undefined): boolean {
  return current !== undefined && price !== current && price.effectiveAt <= current.effectiveAt;
}

function isSame(a: readonly PriceAt[], b: readonly PriceAt[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ version, amount, effectiveAt, low }, index) => {
      const other = b[index];
      return (
        other?.version === version && other.amount === amount && other.low === low && other.effectiveAt === effectiveAt
      );
    })
  );
}
