import type { CataloguePublished } from '#contracts/facts/store-facts.ts';
import type { HostConfig, OperatorSettings, StoreSettings } from '#contracts/views/register-config.ts';
import { pageOf } from '#domain/catalog/variant.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import type { Random } from '#tests/sim/kernel/random.ts';

const LEEDS = { storeId: 'leeds', locationId: 'leeds-floor', name: 'Leeds' };
const YORK = { storeId: 'york', locationId: 'york-floor', name: 'York' };

/** What a run has in it. */
export interface Shape {
  /** A second store with a till of its own, which goods are sent to and come from. */
  york: boolean;
  /** People count the shelf while tills sell. */
  counts: boolean;
  /** Prices are published ahead, and some of them withdrawn. */
  datedPrices: boolean;
  /** Orders come from afar, are promised, cancelled and worked on. */
  orders: boolean;
}

export const WHOLE: Shape = { york: true, counts: true, datedPrices: true, orders: true };
/** Two tills of one store: what runs of before were, so that a seed that has shown a bug still means the same. */
export const SMALL: Shape = { york: false, counts: false, datedPrices: false, orders: false };

type Variant = CataloguePublished['variants'][number];

/** The small shop of a run: what is sold, at which prices, under which rules. */
export interface Shop {
  variants: Variant[];
  opening: ReadonlyMap<string, number>;
  prices: ReadonlyMap<string, number>;
  rules: TaxRules;
  /** The first is the one that all tills but the last are in. */
  stores: readonly [StoreSettings, ...StoreSettings[]];
  operator: OperatorSettings;
}

/** Most variants share one page, so that their overlays become too many for it; a few lie elsewhere. */
const CROWDED = 11;
const ELSEWHERE = 4;

export function makeShop(random: Random, { york }: Shape): Shop {
  const variants = variantIds().map((variantId, index) => variantOf(variantId, index, random));
  const opening = variants.map(
    ({ variantId, unit }) => [variantId, random.int(0, unit === 'each' ? 30 : 40_000)] as const,
  );
  const prices = variants.map(({ variantId }) => [variantId, random.int(0, 3_000)] as const);
  const rules = rulesOf(random);
  const store = settingsOf(random);
  const storeIds = york ? [LEEDS.storeId, YORK.storeId] : [LEEDS.storeId];
  return {
    variants,
    opening: new Map(opening),
    prices: new Map(prices),
    rules,
    stores: [store, ...(york ? [{ ...store, ...YORK }] : [])],
    operator: { operatorId: 'ann', name: 'Ann', initials: 'A', role: 'manager', storeIds, pinHash: 'none' },
  };
}

function settingsOf(random: Random): StoreSettings {
  return {
    ...LEEDS,
    address: [],
    taxNumber: '',
    currency: { code: 'GBP', digits: 2 },
    language: 'en',
    timeZone: 'UTC',
    dayStartsAt: '00:00',
    cashRounding: random.pick([1, 5, 10]),
    denominations: [5, 10, 20, 50, 100, 200, 500, 1000, 2000],
    receiptFooter: [],
    discountReasons: ['damaged'],
    demo: false,
  };
}

export function hostConfigOf(
  { rules, operator: { storeIds: _, pinHash, ...operator } }: Shop,
  store: StoreSettings,
): HostConfig {
  const register = { registerId: 'any', name: 'any' };
  return {
    config: { revision: '1', store, register, taxRules: rules, operators: [operator], roles: [] },
    pinHashes: { [operator.operatorId]: pinHash },
    demoPins: null,
  };
}

function variantIds(): string[] {
  const crowded: string[] = [];
  const elsewhere: string[] = [];
  for (let number = 1; crowded.length < CROWDED; number++) {
    const variantId = `V${number}`;
    if (pageOf(variantId) === pageOf('V1')) crowded.push(variantId);
    else if (elsewhere.length < ELSEWHERE) elsewhere.push(variantId);
  }
  return [...crowded, ...elsewhere];
}

function variantOf(variantId: string, index: number, random: Random): Variant {
  return {
    variantId,
    productId: `P${index}`,
    sku: `SKU-${index}`,
    name: `Thing ${index}`,
    gtins: [],
    categoryId: 'things',
    unit: random.pick(['each', 'each', 'each', 'kg', 'm'] as const),
    taxCategory: random.pick(['standard', 'reduced', 'zero', 'exempt']),
  };
}

function rulesOf(random: Random): TaxRules {
  const rate = (code: string, ratePpm: number) => ({ code, name: code, ratePpm });
  return {
    version: 1,
    pricesIncludeTax: random.chance(0.5),
    rounding: random.pick(['line', 'rate', 'receipt'] as const),
    rates: {
      standard: [rate('S', 200_000)],
      reduced: [rate('R', 55_000), rate('C', 12_500)],
      zero: [rate('Z', 0)],
      exempt: [],
    },
  };
}
