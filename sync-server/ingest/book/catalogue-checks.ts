import type { Fact } from '#contracts/facts/envelope.ts';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { PPM } from '#domain/money/money.ts';
import { isPostage } from '#domain/order/cart-deliveries.ts';
import { isDepositLine } from '#domain/order/deposit.ts';
import type { OrderLine } from '#domain/order/order.ts';
import { UNLISTED } from '#domain/order/order-movements.ts';
import { ratesOf, type TaxRules } from '#domain/tax/tax-rules.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import type { ExceptionEffect } from '#sync-server/ingest/effects.ts';
import { type Journal, type Lookups, type Needs, taxKey } from '#sync-server/ingest/ingest-store.ts';

type OrderFact = Fact<OrderCompleted>;

/** Adds what `catalogueExceptions` and `standsForItself` look up. */
export function needCatalogue(lines: readonly OrderLine[], needs: Needs): void {
  for (const { variantId, unlisted } of lines) {
    if (unlisted) needs.categoryIds.add(unlisted.categoryId);
    else needs.variantIds.add(variantId);
  }
}

/**
 * Whether a line's price is not the price book's to say: an item without an entry, keyed in where the product's price is asked
 * for, on a label where the product has one, or a deposit.
 */
export function standsForItself(line: OrderLine, { variants }: Pick<Lookups, 'variants'>): boolean {
  if (isDepositLine(line)) return line.priceSource === 'entered';
  if (line.unlisted || isPostage(line)) return line.variantId.startsWith(UNLISTED);
  const rules = variants.get(line.variantId)?.rules;
  if (line.labelAmount !== undefined) return line.priceSource === 'label' && rules?.plu !== undefined;
  return line.priceSource === 'entered' && rules?.openPrice === true;
}

/** Lines sold under another tax category than the catalogue has; the amount is the tax charged minus what it would have been. */
export function catalogueExceptions(fact: OrderFact, journal: Journal, lookups: Lookups): ExceptionEffect[] {
  const differing = fact.payload.lines.flatMap((line) => {
    const expected = categoryOf(line, lookups);
    return expected === undefined || expected === line.taxCategory ? [] : [{ line, expected }];
  });
  const [first] = differing;
  if (!first) return [];
  const { variantId, sku, taxCategory } = first.line;
  const expected = first.expected ?? 'no department';
  const detail = { variantId, sku, found: taxCategory, expected, lines: differing.length };
  const rules = lookups.taxRules.get(taxKey(journal.storeId, fact.payload.taxVersion));
  const amount = rules && differing.reduce((sum, each) => sum + taxAtStake(each.line, each.expected, rules), 0);
  const about = { journalId: journal.journalId, storeId: journal.storeId, seq: fact.seq };
  return [exceptionOf('tax-category-differs', about, detail, amount === undefined ? {} : { amount })];
}

/** Null where it is sold by a category that is no department; undefined where the catalogue does not know it. */
function categoryOf(line: OrderLine, { variants, categories }: Lookups): string | null | undefined {
  if (isDepositLine(line)) return undefined;
  if (line.unlisted) return categories.get(line.unlisted.categoryId)?.taxCategory ?? null;
  return variants.get(line.variantId)?.taxCategory;
}

/** Rounded to the nearest unit: for people, not for books. */
function taxAtStake({ amount, taxes }: OrderLine, expected: string | null, rules: TaxRules): number {
  const charged = taxes.reduce((sum, tax) => sum + tax.amount, 0);
  if (expected === null) return charged;
  const ppm = (ratesOf(rules, expected) ?? []).reduce((sum, { ratePpm }) => sum + ratePpm, 0);
  const due = Math.round((amount * ppm) / (rules.pricesIncludeTax ? PPM + ppm : PPM));
  return charged - due;
}
