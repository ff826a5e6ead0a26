import { type Kysely, sql } from 'kysely';
import type { OrderLine } from '#contracts/http/channel-api.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import type { ChannelOrderCharge, ChannelOrderLine } from '#domain/fulfilment/channel-order.ts';
import { inForce } from '#domain/fulfilment/listing.ts';
import { type Findable, gtin14, matchVariant } from '#domain/fulfilment/match-variant.ts';
import { mulDiv } from '#domain/money/money.ts';
import { taxAmounts } from '#domain/tax/tax-amounts.ts';
import { ratesOf, type TaxLine, type TaxRules } from '#domain/tax/tax-rules.ts';
import type { Channel } from '#sync-server/channels/read-channel.ts';
import { readListings } from '#sync-server/channels/read-listings.ts';
import { readTaxedStores } from '#sync-server/db/read-tax-rules.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readStorePrices } from '#sync-server/views/store-prices.ts';

export type SiteLines =
  | { ok: true; lines: ChannelOrderLine[] }
  | { ok: false; code: 'variant-unknown' | 'price-missing'; lineId: string };

type Found = Findable & { name: string; unit: 'each' | 'kg' | 'm'; taxCategory: string };

/**
 * A site's lines in the form of all shop systems: what they are here, what they cost where the site does not say, and their taxes by the rules of
 * the store that sells. A product that is not known stays a line that somebody maps, if the site says what it cost.
 */
export async function siteLines(
  db: Kysely<Tables>,
  { channelId, storeId }: Channel,
  lines: readonly OrderLine[],
  { deliveryId, now }: { deliveryId: string; now: Date },
): Promise<SiteLines> {
  const found = await findVariants(db, lines);
  const prices = await readStorePrices(
    db,
    [...found.values()].map(({ variantId }) => variantId),
    now,
  );
  const rules = await rulesOf(db, storeId, now);
  const listings = await readListings(
    db,
    channelId,
    [...found.values()].map(({ variantId }) => variantId),
  );
  const read: ChannelOrderLine[] = [];
  for (const line of lines) {
    const variant = found.get(line.lineId);
    const price = variant && prices.get(variant.variantId)?.find((one) => one.storeId === storeId)?.amount;
    const own = variant && inForce(listings.get(variant.variantId)?.amount ?? [], now.toISOString());
    const priced =
      variant && own != null
        ? mulDiv(own, line.quantity, UNIT_SCALE[variant.unit])
        : variant && price != null
          ? grossOf(variant, price, line.quantity, rules)
          : undefined;
    const gross = line.amount ?? priced;
    if (gross === undefined)
      return { ok: false, code: variant ? 'price-missing' : 'variant-unknown', lineId: line.lineId };
    if (variant) await noteOwn(db, channelId, variant, now.toISOString());
    const { sku = variant?.sku, gtin, substitution } = line;
    read.push({
      channelLineId: line.lineId,
      externalVariantId: variant?.variantId ?? (gtin ? `gtin ${gtin}` : `sku ${sku ?? ''}`),
      ...(sku === undefined ? {} : { sku }),
      ...(gtin === undefined ? {} : { gtin }),
      name: variant?.name ?? line.name ?? sku ?? gtin ?? line.lineId,
      quantity: line.quantity,
      amount: gross,
      taxes: variant ? taxesIn(gross, variant.taxCategory, rules) : [],
      cancelled: { quantity: 0, amount: 0 },
      deliveryId: line.deliveryId ?? deliveryId,
      ...(substitution === undefined ? {} : { substitution }),
    });
  }
  return { ok: true, lines: read };
}

/** Charges of a site, taxed as the goods that they go with. */
export async function siteCharges(
  db: Kysely<Tables>,
  { storeId }: Channel,
  charges: readonly { chargeId: string; kind: 'shipping' | 'service'; name: string; amount: number }[],
  { taxCategory, now }: { taxCategory: string; now: Date },
): Promise<ChannelOrderCharge[]> {
  const rules = await rulesOf(db, storeId, now);
  return charges.map(({ chargeId, kind, name, amount }) => {
    const taxes = taxesIn(amount, taxCategory, rules);
    return { channelChargeId: chargeId, kind, name, amount, taxes, cancelled: 0 };
  });
}

/** What a customer pays for a quantity at a price of the store. */
export function grossOf(
  { unit, taxCategory }: Pick<Found, 'unit' | 'taxCategory'>,
  price: number,
  quantity: number,
  rules: TaxRules | undefined,
): number {
  const amount = mulDiv(price, quantity, UNIT_SCALE[unit]);
  if (!rules || rules.pricesIncludeTax) return amount;
  const [taxes = []] = taxAmounts([{ amount, rates: ratesOf(rules, taxCategory) ?? [] }], rules).lines;
  return amount + taxes.reduce((sum, tax) => sum + tax.amount, 0);
}

/** The tax rules of a store now. */
export async function rulesOf(db: Kysely<Tables>, storeId: string, now: Date): Promise<TaxRules | undefined> {
  const [store] = await readTaxedStores(db, now, storeId);
  return store?.current;
}

function taxesIn(gross: number, taxCategory: string, rules: TaxRules | undefined): TaxLine[] {
  if (!rules) return [];
  const rates = ratesOf(rules, taxCategory) ?? [];
  return taxAmounts([{ amount: gross, rates }], { ...rules, pricesIncludeTax: true }).lines[0] ?? [];
}

async function findVariants(db: Kysely<Tables>, lines: readonly OrderLine[]): Promise<Map<string, Found>> {
  const ids = lines.flatMap(({ variantId }) => variantId ?? []);
  const skus = lines.flatMap(({ sku }) => sku?.trim() ?? []);
  const gtins = lines.flatMap(({ gtin }) => gtin14(gtin) ?? []);
  const rows = await db
    .selectFrom('variant')
    .select(['variant_id', 'sku', 'gtins', 'name', 'unit', 'tax_category'])
    .where((where) =>
      where.or([
        where('variant_id', '=', sql<string>`any(${ids}::text[])`),
        where('sku', '=', sql<string>`any(${skus}::text[])`),
        sql<boolean>`gtins && ${gtins}::text[]`,
      ]),
    )
    .where('archived', '=', false)
    .execute();
  const all = rows.map(({ variant_id, sku, gtins: own, name, unit, tax_category }): Found => {
    return { variantId: variant_id, sku, gtins: own, name, unit, taxCategory: tax_category };
  });
  return new Map(
    lines.flatMap((line): [string, Found][] => {
      const match = matchVariant({ externalVariantId: '', ...line }, all);
      const variantId = line.variantId ?? (match.status === 'matched' ? match.variantId : undefined);
      const variant = all.find((one) => one.variantId === variantId);
      return variant ? [[line.lineId, variant]] : [];
    }),
  );
}

/** A site that works with the catalogue of this server calls its variants as it does. */
async function noteOwn(
  db: Kysely<Tables>,
  channelId: string,
  { variantId, sku, name }: Found,
  at: string,
): Promise<void> {
  const row = { sku, gtin: null, name, status: 'matched' as const, variant_id: variantId, seen_at: at };
  await db
    .insertInto('channel_variant')
    .values({ channel_id: channelId, external_variant_id: variantId, external_product_id: variantId, ...row })
    .onConflict((conflict) => conflict.columns(['channel_id', 'external_variant_id']).doNothing())
    .execute();
}
