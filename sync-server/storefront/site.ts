import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  type Category,
  type ChannelClient,
  ChannelError,
  type Order,
  openChannel,
  type Product,
  type Shop,
} from '#sync-server/channels/client/omnitill-channel.ts';

const REMEMBERED_MS = 60_000;
const AT_ONCE = 50;
/** The first page shows something of so many categories, of the first so many that have it. */
const CHOSEN = 12;
const CATEGORIES_LOOKED_AT = 18;
/** Crockford's base 32, as pickup codes have it. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const REF_LENGTH = 20;

/** What the pages are made of: the channel's API, reached by HTTP with its key as any site would, and nothing else of the server. */
export interface Site {
  omnitill: ChannelClient;
  now(): Date;
  shop(): Promise<Shop>;
  categories(): Promise<Category[]>;
  /** Something of each category that lies in stores, for the first page. */
  chosen(): Promise<Product[]>;
  /** Products by variant, those that are still offered. */
  products(variantIds: readonly string[]): Promise<Map<string, Product>>;
  /** An order; null where there is none by this name. */
  order(ref: string): Promise<Order | null>;
  sign(text: string): string;
  isSigned(text: string, signature: string): boolean;
  /** An order's id, which nobody guesses. */
  newRef(): string;
}

/** A site that sells through the channel whose key it is. `url` is where the API answers, once it does. */
export function openSite(options: { url(): string; key: string; now(): Date; random(size: number): Uint8Array }): Site {
  const { key, now, random } = options;
  let client: ChannelClient | undefined;
  const omnitill = () => {
    client ??= openChannel({ url: options.url(), key });
    return client;
  };
  const shop = remembered(now, () => omnitill().shop());
  const categories = remembered(now, async () => (await omnitill().categories()).categories);
  const chosen = remembered(now, async () => {
    const some = (await categories()).slice(0, CATEGORIES_LOOKED_AT);
    const found = some.map(({ categoryId }) => omnitill().products({ categoryId, limit: 10 }));
    return (await Promise.all(found)).flatMap(({ products }) => firstInStock(products)).slice(0, CHOSEN);
  });
  const sign = (text: string) => createHmac('sha256', key).update(`storefront\n${text}`).digest('base64url');
  return {
    get omnitill() {
      return omnitill();
    },
    now,
    shop,
    categories,
    chosen,
    async products(variantIds) {
      const found = new Map<string, Product>();
      for (let at = 0; at < variantIds.length; at += AT_ONCE) {
        const some = variantIds.slice(at, at + AT_ONCE).join(',');
        const { products } = await omnitill().products({ variantId: some, limit: AT_ONCE });
        for (const product of products) found.set(product.variantId, product);
      }
      return found;
    },
    async order(ref) {
      try {
        return await omnitill().order(ref);
      } catch (error) {
        if (error instanceof ChannelError && error.status === 404) return null;
        throw error;
      }
    },
    sign,
    isSigned(text, signature) {
      const [expected, given] = [Buffer.from(sign(text)), Buffer.from(signature)];
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
    newRef: () => [...random(REF_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join(''),
  };
}

/** What an order is called by its customer. */
export function numberOf(ref: string): string {
  return `W-${ref.slice(0, 7)}`;
}

/** Asks again after a minute; what failed is not remembered. */
function remembered<T>(now: () => Date, read: () => Promise<T>): () => Promise<T> {
  let kept: { at: number; value: Promise<T> } | undefined;
  return () => {
    const at = now().getTime();
    if (kept && at - kept.at < REMEMBERED_MS) return kept.value;
    const value = read();
    const mine = { at, value };
    kept = mine;
    value.catch(() => {
      if (kept === mine) kept = undefined;
    });
    return value;
  };
}

function firstInStock(products: readonly Product[]): Product[] {
  return products.filter(({ available, unit }) => available > 5 && unit === 'each').slice(0, 1);
}
