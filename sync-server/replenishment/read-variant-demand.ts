import type { Kysely } from 'kysely';
import type { VariantDemand } from '#contracts/http/replenishment.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { LocationKey } from './location-runs.ts';
import { planVariants, readGround, readPlanned } from './plan-variants.ts';

/** How a variant's demand is forecast at a location, and what to order of it; null where there is no such goods. */
export async function readVariantDemand(
  db: Kysely<Tables>,
  { locationId, today }: LocationKey,
  variantId: string,
): Promise<VariantDemand | null> {
  const ground = await readGround(db, locationId, today);
  const products = await readPlanned(db, ground, variantId);
  for await (const { product, offer, terms, series, plan } of planVariants(db, ground, products)) {
    const { forecast, levels, proposal } = plan;
    return {
      ...product,
      today,
      series: { from: series.from, days: [...series.days] },
      forecast: forecast.days,
      method: forecast.method,
      reason: forecast.reason,
      demandClass: forecast.demandClass,
      compared: forecast.compared.map(({ method, errors: { mase, wape, bias, rmse } }) => {
        return { method, mase, wape, bias, rmse };
      }),
      terms,
      levels,
      supplierName: offer?.supplier.name ?? null,
      proposal: offer ? proposal : null,
    };
  }
  return null;
}
