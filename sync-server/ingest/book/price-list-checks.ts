import type { Fact } from '#contracts/facts/envelope.ts';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import type { OrderLine } from '#domain/order/order.ts';
import { takesGroupPrice } from '#domain/order/reprice-cart.ts';
import { isListFor, isListInForce, type LinePriceList, priceByList } from '#domain/pricing/price-list.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import type { ExceptionEffect } from '#sync-server/ingest/effects.ts';
import type { Journal, Lookups } from '#sync-server/ingest/ingest-store.ts';
import { entryKey, listKey, type PricingLookups, type PricingNeeds } from '#sync-server/ingest/pricing-effects.ts';

/** Adds what `priceListExceptions` looks up. */
export function needPriceLists({ lines, memberId }: OrderCompleted, needs: PricingNeeds): void {
  for (const { variantId, priceList } of lines) {
    if (!priceList) continue;
    const { listId, version, entryVersion } = priceList;
    needs.lists.set(listKey(listId, version), { listId, version });
    if (memberId !== undefined) needs.memberIds.add(memberId);
    if (entryVersion === undefined) needs.variantIds.add(variantId);
    else needs.entries.set(entryKey(listId, variantId, entryVersion), { listId, variantId, version: entryVersion });
  }
}

/** What stands in the way of a line's list price, and what the line should have cost. */
interface Differing {
  line: OrderLine;
  priceList: LinePriceList;
  why: 'member' | 'list' | 'time' | 'price';
  expected: number;
}

/**
 * Lines at another price than their list, as it was at the version they name, gave to the ticket's member when the cart began; the
 * amount is charged minus what they should have cost, over all lines. A till that had not heard of a later version, or that the
 * member is in another group by now, sold by what it knew: any group that the member was ever in will do.
 */
export function priceListExceptions(fact: Fact<OrderCompleted>, journal: Journal, lookups: Lookups): ExceptionEffect[] {
  const differing = fact.payload.lines.flatMap((line): Differing[] => {
    const { priceList } = line;
    return priceList ? faultOf(fact.payload, line, priceList, journal.storeId, lookups.pricing) : [];
  });
  const [first] = differing;
  if (!first) return [];
  const { line, priceList, why, expected } = first;
  const { listId, name, version } = priceList;
  const { variantId, sku } = line;
  const found = listedPrice(line);
  const detail = {
    orderId: fact.id,
    variantId,
    sku,
    listId,
    list: name,
    version,
    why,
    found,
    expected,
    lines: differing.length,
  };
  const about = { journalId: journal.journalId, storeId: journal.storeId, seq: fact.seq };
  const amount = amountAtStake(differing);
  return [exceptionOf('price-list-differs', about, detail, amount === undefined ? {} : { amount })];
}

function faultOf(
  order: OrderCompleted,
  line: OrderLine,
  priceList: LinePriceList,
  storeId: string,
  { lists, memberGroups, ...known }: PricingLookups,
): Differing[] {
  const { listId, version, basePrice } = priceList;
  const differs = (why: Differing['why'], expected = basePrice) => [{ line, priceList, why, expected }];
  const list = lists.get(listKey(listId, version));
  if (!list || !takesGroupPrice(line)) return differs('list');
  const groups = memberGroups.get(order.memberId ?? '') ?? new Set<string>();
  const buyer = { storeId, currency: order.currency };
  if (![...groups].some((groupId) => isListFor(list, { ...buyer, groupId }))) return differs('member');
  if (!isListInForce(list, order.cartOpenedAt)) return differs('time');
  const expected = pricesBy(list, line, priceList, known);
  return expected.includes(listedPrice(line)) ? [] : differs('price', expected[0] ?? basePrice);
}

/** What the list may have said: by a rule, one of the categories that the product was ever in. */
function pricesBy(
  list: Parameters<typeof priceByList>[0],
  { variantId, undiscountable = false }: OrderLine,
  { listId, entryVersion, basePrice }: LinePriceList,
  { entries, categories }: Pick<PricingLookups, 'entries' | 'categories'>,
): number[] {
  if (entryVersion !== undefined) {
    const amount = entries.get(entryKey(listId, variantId, entryVersion));
    return amount === undefined ? [] : [amount];
  }
  return [...(categories.get(variantId) ?? [])].flatMap((categoryId) => {
    return priceByList(list, { categoryId, basePrice, undiscountable })?.amount ?? [];
  });
}

/** What the till took for the list's price. */
function listedPrice({ unitPrice, priceOverride }: OrderLine): number {
  return priceOverride?.listPrice ?? unitPrice;
}

/** Rounded toward zero; undefined beyond safe integers. */
function amountAtStake(differing: readonly Differing[]): number | undefined {
  const sum = differing.reduce((all, { line, expected }) => {
    const difference = BigInt(listedPrice(line)) - BigInt(expected);
    return all + (difference * BigInt(line.quantity)) / BigInt(UNIT_SCALE[line.unit]);
  }, 0n);
  const amount = Number(sum);
  return Number.isSafeInteger(amount) ? amount : undefined;
}
