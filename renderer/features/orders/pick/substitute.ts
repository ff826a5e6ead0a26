import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { type Minor, mulDiv } from '#domain/money/money.ts';
import { taxAmounts } from '#domain/tax/tax-amounts.ts';
import { ratesOf, type TaxRules } from '#domain/tax/tax-rules.ts';
import { draftOf } from '#renderer/features/orders/shared/order-journal.ts';
import type { Fulfilment, FulfilmentLine, VariantCard } from '#renderer/store/till-store.ts';

export type Consent = NonNullable<PayloadOf<'pick.recorded'>['lines'][number]['substitute']>['consent'];

/** How a customer may have agreed: beforehand only where they said so when they ordered. */
export function consentsOf({ substitution }: Pick<FulfilmentLine, 'substitution'>): readonly Consent[] {
  if (substitution === 'none') return [];
  return substitution === 'allowed'
    ? ['agreed-before', 'phone', 'message', 'counter']
    : ['phone', 'message', 'counter'];
}

export interface SubstituteAmount {
  /** What the customer pays for as much of the line. */
  line: Minor;
  /** What as much of the substitute sells for. */
  price: Minor;
  /** What the customer pays for it: never more than was agreed. */
  amount: Minor;
}

/** What a substitute costs in place of as much of a line, `quantity` in smallest units; one without a price costs what the line does. */
export function substituteAmount(line: FulfilmentLine, card: VariantCard, quantity: number): SubstituteAmount {
  const agreed = mulDiv(line.amount, quantity, line.ordered);
  const price = card.price ? mulDiv(card.price.amount, quantity, UNIT_SCALE[card.unit]) : agreed;
  return { line: agreed, price, amount: Math.min(agreed, price) };
}

export interface Substituted {
  line: FulfilmentLine;
  card: VariantCard;
  quantity: number;
  consent: Consent;
  taxRules: TaxRules;
}

/** Another product is picked in place of so much of a line, as the customer agreed. */
export function substituteDraft(
  { fulfilmentId, locationId }: Fulfilment,
  { line, card, quantity, consent, taxRules }: Substituted,
): FactDraft {
  const { variantId, sku, name, unit, taxCategory } = card;
  const { amount } = substituteAmount(line, card, quantity);
  const [taxes = []] = taxAmounts([{ amount, rates: ratesOf(taxRules, taxCategory) ?? [] }], taxRules).lines;
  const substitute = { variantId, sku, name, unit, quantity, amount, taxCategory, taxes, consent };
  return draftOf('pick.recorded', {
    ...{ fulfilmentId, locationId },
    lines: [{ lineId: line.lineId, variantId: line.variantId, substitute }],
  });
}
