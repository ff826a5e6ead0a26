import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { taxRulesAt } from '#contracts/views/tax-rules-at.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';

/** The tax rules of a cart that begins now, by this machine's clock. */
export function taxRulesNow(config: RegisterConfig): TaxRules {
  return taxRulesAt(config, new Date().toISOString());
}
