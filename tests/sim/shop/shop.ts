import type { CataloguePublished } from '#contracts/facts/store-facts.ts';
import type { HostConfig, OperatorSettings, StoreSettings } from '#contracts/views/register-config.ts';
import { pageOf } from '#domain/catalog/variant.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import type { Random } from '#tests/sim/kernel/random.ts';

export const STORE_ID = 'leeds';
export const LOCATION_ID = 'leeds-floor';

type Variant = CataloguePublished['variants'][number];

/** The small shop of a run: what is sold, at which prices, under which rules. */
export interface Shop {
  variants: Variant[];
  opening: ReadonlyMap<string, number>;
  prices: ReadonlyMap<string, number>;
  rules: TaxRules;
  store: StoreSettings;
  operator: OperatorSettings;
}

/** Most variants share one page, so that their overlays become too many for it; a few lie elsewhere. */
const CROWDED = 11;
const ELSEWHERE = 4;

export function makeShop(random: Random): Shop {
  const variants = variantIds().map((variantId, index) => variantOf(variantId, index, random));
  return {
    variants,
    opening: new Map(variants.map(({ variantId, unit }) => [variantId, random.int(0, unit === 'each' ? 30 : 40_000)])),
    prices: new Map(variants.map(({ variantId }) => [variantId, random.int(0, 3_000)])),
    rules: rulesOf(random),
    store: {
      storeId: STORE_ID,
      locationId: LOCATION_ID,
      name: 'Leeds',
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
    },
    operator: { operatorId: 'ann', name: 'Ann', initials: 'A', role: 'manager', storeIds: [STORE_ID], pinHash: 'none' },
  };
}

export function hostConfigOf({ store, rules, operator: { storeIds: _, pinHash, ...operator } }: Shop): HostConfig {
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
