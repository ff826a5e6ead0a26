import type { CatalogueChange, ChangeFault } from '#contracts/http/catalogue.ts';
import type { Variant } from '#domain/catalog/variant.ts';
import type { ChangeGround } from '#sync-server/commands/read-change.ts';
import { type Fault, gtinFault, pictureFault, taxFault } from '#sync-server/commands/variant-faults.ts';

/** What in a change's categories cannot be. */
export function categoryFaults({ categories }: CatalogueChange, ground: ChangeGround): ChangeFault[] {
  const names = new Map([...ground.categories].map(([categoryId, { value }]) => [categoryId, value.name]));
  for (const { after } of categories) names.set(after.categoryId, after.name);
  return categories.flatMap(({ after }) => {
    const other = [...names].find(([categoryId, name]) => name === after.name && categoryId !== after.categoryId);
    const faults: (Fault | undefined)[] = [
      other && { code: 'category-name-taken', message: `category ${other[0]} is called ${after.name}` },
      after.taxCategory === undefined ? undefined : taxFault(after.taxCategory, ground.stores),
      after.picture && pictureFault([after.picture], ground.pictures),
    ];
    return faultsOf('category', after.categoryId, faults);
  });
}

/** What in a change's variants cannot be. */
export function variantFaults(change: CatalogueChange, ground: ChangeGround): ChangeFault[] {
  const after = new Map([...ground.variants].map(([variantId, { value }]) => [variantId, value]));
  for (const variant of change.variants) after.set(variant.after.variantId, variant.after);
  const categories = new Set([...ground.categories.keys(), ...change.categories.map((each) => each.after.categoryId)]);
  const others = change.variants.map((each) => each.after);
  return others.flatMap((variant) =>
    faultsOf('variant', variant.variantId, [
      skuFault(variant, others, ground),
      ...variant.gtins.map((gtin) => gtinFault(gtin, variant.sku, gtinOwner(gtin, variant, after, ground))),
      pluFault(variant, after, ground),
      taxFault(variant.taxCategory, ground.stores),
      categories.has(variant.categoryId)
        ? undefined
        : { code: 'category-unknown', message: `there is no category ${variant.categoryId}` },
      unitFault(variant, ground),
      pictureFault(variant.pictures ?? [], ground.pictures),
      ...referenceFaults(variant, after),
    ]),
  );
}

/** A sku changes hands in two changes only: who has it now keeps it until one is through. */
function skuFault(variant: Variant, others: readonly Variant[], { skus }: ChangeGround): Fault | undefined {
  const { variantId, sku } = variant;
  const owner = skus.get(sku) ?? others.find((other) => other.sku === sku && other !== variant)?.variantId;
  if (owner === undefined || owner === variantId) return undefined;
  return { code: 'sku-taken', message: `sku ${sku} belongs to variant ${owner}` };
}

/** The sku of another variant that has the barcode once the change is through. */
function gtinOwner(
  gtin: string,
  { variantId }: Variant,
  after: ReadonlyMap<string, Variant>,
  { gtins }: ChangeGround,
): string | undefined {
  const standing = gtins.get(gtin);
  const keeps = standing && (after.get(standing.variantId)?.gtins.includes(gtin) ?? true);
  if (keeps && standing.variantId !== variantId) return standing.sku;
  return [...after.values()].find((other) => other.variantId !== variantId && other.gtins.includes(gtin))?.sku;
}

function pluFault(
  { variantId, rules }: Variant,
  after: ReadonlyMap<string, Variant>,
  { plus }: ChangeGround,
): Fault | undefined {
  const plu = rules?.plu;
  if (plu === undefined) return undefined;
  const standing = plus.get(plu);
  const keeps = standing !== undefined && (after.get(standing)?.rules?.plu ?? plu) === plu;
  const changed = [...after.values()].find((other) => other.variantId !== variantId && other.rules?.plu === plu);
  const owner = keeps && standing !== variantId ? standing : changed?.variantId;
  return owner === undefined ? undefined : { code: 'plu-taken', message: `plu ${plu} belongs to variant ${owner}` };
}

/** Quantities are counted in the unit: what was ever sold or stocked keeps it. */
function unitFault({ variantId, unit }: Variant, { variants, moved }: ChangeGround): Fault | undefined {
  const before = variants.get(variantId)?.value.unit ?? unit;
  if (before === unit || !moved.has(variantId)) return undefined;
  return { code: 'unit-fixed', message: `it is sold by ${before} and cannot become ${unit}` };
}

function referenceFaults({ variantId, rules }: Variant, after: ReadonlyMap<string, Variant>): (Fault | undefined)[] {
  const named = [...(rules?.parts ?? []), ...(rules?.linked ?? [])].map((other) => other.variantId);
  const unknown = named.find((other) => !after.has(other));
  const isWithin = (other: string) => after.get(other)?.rules?.parts?.some((part) => part.variantId === variantId);
  return [
    unknown === undefined ? undefined : { code: 'variant-unknown', message: `there is no variant ${unknown}` },
    named.some((other) => other === variantId || isWithin(other))
      ? { code: 'bundle-of-itself', message: 'a product cannot be a part of itself' }
      : undefined,
  ];
}

/** What in a change's prices cannot be, wherever they stand in time. */
export function priceFaults({ prices, variants }: CatalogueChange, ground: ChangeGround): ChangeFault[] {
  const fresh = new Set(variants.map(({ after }) => after.variantId));
  return prices.flatMap(({ storeId, variantId }) =>
    faultsOf('price', `${storeId}/${variantId}`, [
      ground.stores.has(storeId) ? undefined : { code: 'store-unknown', message: `there is no store ${storeId}` },
      ground.stores.has(storeId) && !ground.ownStores.has(storeId)
        ? { code: 'permission-refused', message: `the operator does not work in store ${storeId}` }
        : undefined,
      ground.variants.has(variantId) || fresh.has(variantId)
        ? undefined
        : { code: 'variant-unknown', message: `there is no variant ${variantId}` },
    ]),
  );
}

function faultsOf(entity: ChangeFault['entity'], id: string, faults: readonly (Fault | undefined)[]): ChangeFault[] {
  return faults.flatMap((fault) =>
    fault ? [{ entity, id, code: fault.code, message: fault.message.slice(0, 500) }] : [],
  );
}
