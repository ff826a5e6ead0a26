import { PPM } from '#domain/money/money.ts';
import type { Permission } from '#domain/operator/permission.ts';
import type { OrderDraft } from '#domain/order/order.ts';
import { amountWithTax } from '#domain/tax/amount-with-tax.ts';

/** Something that a role must grant: how much of it, and the decision that allowed it where the role does not. */
export interface Asked {
  permission: Permission;
  size: number;
  overrideId?: string;
  /** What in a cart the decision may have been asked for by. */
  itemIds?: readonly string[];
}

/** The parts of a ticket that ask for permissions. */
export type AskingOrder = Pick<OrderDraft, 'lines' | 'returns' | 'discounts' | 'taxExemption' | 'pricesIncludeTax'>;

/**
 * Everything in a ticket that not every role may do. Sizes that don't divide are rounded down; amounts are with tax. `isKnown` says of an order that
 * something comes back of whether its sale is known, or was looked up.
 */
export function orderAsked(order: AskingOrder, isKnown: (orderId: string) => boolean): Asked[] {
  return [
    ...discountsAsked(order),
    ...stackedAsked(order),
    ...pricesAsked(order),
    ...exemptionAsked(order),
    ...returnsAsked(order, isKnown),
  ];
}

function discountsAsked({ lines, discounts }: AskingOrder): Asked[] {
  return [...lines.flatMap((line) => line.discounts), ...discounts].map(({ id, kind, value, overrideId }) => {
    const decided = { ...(overrideId === undefined ? {} : { overrideId }), itemIds: [id] };
    if (kind === 'percent') return { permission: 'discount', size: value, ...decided };
    const reduced = lines.flatMap((line) => {
      const own = line.adjustments.filter(({ discountId }) => discountId === id);
      return own.length === 0 ? [] : [{ list: line.listAmount, amount: sum(own.map(({ amount }) => -amount)) }];
    });
    const size = share(sum(reduced.map(({ amount }) => amount)), sum(reduced.map(({ list }) => list)));
    return { permission: 'discount', size, ...decided };
  });
}

/**
 * Discounts that nobody decided on, one upon the other on the same line: together they are as large as one. Each may have been
 * rounded up by a minor unit.
 */
function stackedAsked({ lines, discounts }: AskingOrder): Asked[] {
  const decided = new Set(
    [...lines.flatMap((line) => line.discounts), ...discounts].flatMap(({ id, overrideId }) =>
      overrideId ? [id] : [],
    ),
  );
  return lines.flatMap(({ listAmount, adjustments }): Asked[] => {
    const own = adjustments.filter(({ source, discountId }) => source !== 'tax-exemption' && !decided.has(discountId));
    if (own.length < 2) return [];
    const allowed = adjustments.filter(({ discountId }) => decided.has(discountId));
    const taken = sum(own.map(({ amount }) => -amount)) - own.length;
    const size = share(taken, listAmount + sum(allowed.map(({ amount }) => amount)));
    return [{ permission: 'discount', size, itemIds: own.map(({ discountId }) => discountId) }];
  });
}

/** By product: a line that is parted in two stays as it was decided. */
function pricesAsked({ lines }: AskingOrder): Asked[] {
  return lines.flatMap(({ variantId, unitPrice, priceOverride }): Asked[] => {
    if (!priceOverride || unitPrice >= priceOverride.listPrice) return [];
    const { listPrice, overrideId } = priceOverride;
    const size = share(listPrice - unitPrice, listPrice);
    const decided = overrideId === undefined ? {} : { overrideId };
    return [{ permission: 'price-override', size, ...decided, itemIds: [variantId] }];
  });
}

function exemptionAsked({ taxExemption }: AskingOrder): Asked[] {
  if (!taxExemption) return [];
  const { overrideId } = taxExemption;
  return [{ permission: 'tax-exempt', size: 0, ...(overrideId === undefined ? {} : { overrideId }) }];
}

/** What comes back by the same decision, or by none, counts together: without a receipt, by receipts, and by each receipt that is not known. */
function returnsAsked(order: AskingOrder, isKnown: (orderId: string) => boolean): Asked[] {
  const groups = new Map<string, Asked & { itemIds: string[] }>();
  const ask = (
    permission: Permission,
    size: number,
    { id, source, overrideId }: NonNullable<AskingOrder['returns']>[number],
  ): void => {
    const sale = permission === 'return-unverified' ? source?.orderId : undefined;
    const key = `${permission} ${overrideId ?? ''} ${sale ?? ''}`;
    const before = groups.get(key);
    const decided = overrideId === undefined ? {} : { overrideId };
    groups.set(key, {
      permission,
      size: (before?.size ?? 0) + size,
      ...decided,
      itemIds: [...(before?.itemIds ?? []), id],
    });
  };
  for (const line of order.returns ?? []) {
    const given = 0 - amountWithTax(order, line);
    if (!line.source) ask('return-without-receipt', given, line);
    else ask('return-with-receipt', 0, line);
    if (line.source && !isKnown(line.source.orderId)) ask('return-unverified', given, line);
  }
  return [...groups.values()];
}

/** Part of a whole in parts per million; 0 of nothing. */
function share(part: number, whole: number): number {
  return whole > 0 && part > 0 ? Number((BigInt(part) * BigInt(PPM)) / BigInt(whole)) : 0;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
