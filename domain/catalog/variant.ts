import type { Minor } from '#domain/money/money.ts';

/** The measure a variant is sold by. Quantities are integers of the smallest unit: pieces, grams, millimetres. */
export type Unit = 'each' | 'kg' | 'm';

/** How many smallest units one priced unit has: a price of a `kg` variant is per 1,000 grams. */
export const UNIT_SCALE: Readonly<Record<Unit, number>> = { each: 1, kg: 1000, m: 1000 };

/** The sold and stocked unit. `gtins` are always 14 digits; `names` holds translations by BCP 47 tag. */
export interface Variant {
  variantId: string;
  productId: string;
  sku: string;
  name: string;
  names?: Record<string, string>;
  gtins: string[];
  categoryId: string;
  unit: Unit;
  taxCategory: string;
  rules?: VariantRules;
  /** Out of the assortment: neither offered nor found, but known, so that what was sold of it can come back. */
  archived?: true;
  /** By BCP 47 tag. */
  descriptions?: Record<string, string>;
  /** What one piece holds, for the price per kilogram or litre. */
  netContent?: NetContent;
  /** In the order in which they are shown. A till knows the first alone. */
  pictures?: PictureRef[];
}

/** A picture that the server keeps, by the SHA-256 of its bytes (hexadecimal); `alt` says by BCP 47 tag what it shows. */
export interface PictureRef {
  hash: string;
  alt?: Record<string, string>;
}

/** Grams, millilitres, millimetres or pieces. */
export interface NetContent {
  quantity: number;
  unit: 'g' | 'ml' | 'mm' | 'each';
}

/** A number of another variant, in its smallest unit. */
export interface VariantQuantity {
  variantId: string;
  quantity: number;
}

/** What sets the sale of a variant apart. What is not named is as for plain goods. */
export interface VariantRules {
  /** The product's name, where it has several variants, and what sets this one apart: `{ size: 'M' }`. */
  productName?: string;
  options?: Record<string, string>;
  /** Its price is asked for at every sale. */
  openPrice?: boolean;
  /** Sold, but not stocked. */
  service?: boolean;
  /** A bundle: what one of it takes off the shelf. */
  parts?: VariantQuantity[];
  /** Sold along with every one of it: a container deposit, a bag levy. */
  linked?: VariantQuantity[];
  /** Each piece has a serial number, kept on its line. */
  serialised?: boolean;
  /** In whole years. */
  minimumAge?: number;
  /** Item number in the store's own weight and price barcodes, without leading zeros. */
  plu?: string;
  /** No discount reduces it. */
  undiscountable?: boolean;
  /** Is not taken back. */
  unreturnable?: boolean;
  /** Selling it issues or tops up stored value of its price. */
  storedValue?: 'gift-card';
}

/** A variant's price in a store: per `UNIT_SCALE[unit]`, in the store's tax regime; `version` names the publication that set it. */
export interface Price {
  variantId: string;
  amount: Minor;
  version: number;
}

/** A category. One with a `taxCategory` is a department too: unlisted items sell by it. */
export interface Category {
  categoryId: string;
  name: string;
  names?: Record<string, string>;
  taxCategory?: string;
  picture?: PictureRef;
}

/** How many pages catalogue, prices and stock are cut into. */
export const PAGES = 256;

/** The page of a variant, 0 to 255: FNV-1a (32 bit) over its UTF-16 code units, modulo 256. Server and till agree on it. */
export function pageOf(variantId: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < variantId.length; i++) hash = Math.imul(hash ^ variantId.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % PAGES;
}
