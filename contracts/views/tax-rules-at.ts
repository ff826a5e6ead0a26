import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { businessDateAt } from '#domain/session/business-date.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { taxRulesOn } from '#domain/tax/tax-rules-on.ts';

type Taxed = Pick<RegisterConfig, 'store' | 'taxRules' | 'taxVersions'>;

/**
 * The tax rules of a cart that begins at `atIso` (ISO 8601): those of the business date by the store's clock, whatever the date of an
 * open shift, because tax follows real time. Of what a till knows without a network too.
 */
export function taxRulesAt({ store, taxRules, taxVersions = [taxRules] }: Taxed, atIso: string): TaxRules {
  return taxRulesOn(taxVersions, businessDateAt(atIso, store.timeZone, store.dayStartsAt)) ?? taxRules;
}

/** The tax rules of a version that a till knows. */
export function taxRulesOfVersion(
  { taxRules, taxVersions = [taxRules] }: Taxed,
  version: number,
): TaxRules | undefined {
  return taxVersions.find((rules) => rules.version === version);
}
