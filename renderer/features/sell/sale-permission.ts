import { mulDiv, PPM } from '#domain/money/money.ts';
import type { Permission } from '#domain/operator/permission.ts';
import type { Discount } from '#domain/order/cart.ts';
import { overrideSize } from '#domain/order/cart-edit.ts';
import type { SettledLine } from '#domain/pricing/settled.ts';
import type { AskedFor } from '#renderer/features/override/override.ts';
import type { SaleEdit, SaleState } from './sale-state.ts';

/** What an edit needs, and how much of it. */
export interface Needed {
  permission: Permission;
  size: number;
  /** For the manager who is asked. */
  asked?: AskedFor;
}

/** The permission an edit needs beside selling; `null` for most. */
export function neededFor(edit: SaleEdit, state: SaleState): Needed | null {
  switch (edit.type) {
    case 'remove':
      return { permission: 'line-void', size: 0 };
    case 'quantity':
      return lowers(edit, state) ? { permission: 'line-void', size: 0 } : null;
    case 'clear':
      return { permission: 'cart-abandon', size: 0 };
    case 'discount-line':
      return discountNeeded(edit.discount, linesOf(state, edit.lineId), lineOf(state, edit.lineId)?.name);
    case 'discount-cart':
      return discountNeeded(edit.discount, linesOf(state, null), undefined);
    case 'price':
      return priceNeeded(edit, state);
    case 'exempt':
      return edit.exemption ? { permission: 'tax-exempt', size: 0 } : null;
    default:
      return null;
  }
}

/** The edit with the manager's decision that allowed it. */
export function withOverride(edit: SaleEdit, overrideId: string | undefined): SaleEdit {
  if (overrideId === undefined) return edit;
  switch (edit.type) {
    case 'discount-line':
    case 'discount-cart':
      return { ...edit, discount: { ...edit.discount, overrideId } };
    case 'price':
      return { ...edit, asked: { ...edit.asked, overrideId } };
    case 'exempt':
      return edit.exemption ? { ...edit, exemption: { ...edit.exemption, overrideId } } : edit;
    default:
      return edit;
  }
}

/**
 * How much less is paid with one more discount than the list price, in parts per million of it: small discounts one upon the
 * other are as large as one of them.
 */
export function allOff({ kind, value }: Pick<Discount, 'kind' | 'value'>, lines: readonly Figures[]): number {
  const { list, left, taken } = reduced({ kind, value }, lines);
  if (list <= 0) return PPM;
  return list === left && kind === 'percent' ? value : mulDiv(list - left + taken, PPM, list);
}

function reduced({ kind, value }: Pick<Discount, 'kind' | 'value'>, lines: readonly Figures[]) {
  const list = sum(lines.map(({ listAmount }) => listAmount));
  const left = sum(lines.map(({ amount }) => amount));
  const taken = kind === 'percent' ? mulDiv(left, Math.min(value, PPM), PPM) : Math.min(value, left);
  return { list, left, taken };
}

/** The amount is that of all discounts that nobody decided on, as the size is. */
function discountNeeded(discount: Discount, lines: readonly Figures[], name: string | undefined): Needed {
  const { list, left, taken } = reduced(discount, lines);
  const asked = { itemId: discount.id, amount: list - left + taken, ...(name === undefined ? {} : { name }) };
  return { permission: 'discount', size: allOff(discount, lines), asked };
}

type Figures = Pick<SettledLine, 'listAmount' | 'amount'>;

/** A line's figures, or with null those of all lines, as if what was allowed already and a tax exemption were the price. */
function linesOf({ cart, settled }: SaleState, lineId: string | null): Figures[] {
  const discounts = [...(cart?.discounts ?? []), ...(cart?.lines ?? []).flatMap((line) => line.discounts)];
  const allowed = new Set(discounts.filter(({ overrideId }) => overrideId !== undefined).map(({ id }) => id));
  return (settled?.lines ?? [])
    .filter((line) => lineId === null || line.lineId === lineId)
    .map(({ listAmount, amount, adjustments }) => {
      const settledBefore = adjustments.filter(
        ({ source, discountId }) => source === 'tax-exemption' || allowed.has(discountId),
      );
      return { listAmount: listAmount + sum(settledBefore.map((one) => one.amount)), amount };
    });
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((all, amount) => all + amount, 0);
}

function lowers({ lineId, quantity }: { lineId: string; quantity: number }, { cart }: SaleState): boolean {
  return (cart?.lines.find((line) => line.id === lineId)?.quantity ?? 0) > quantity;
}

function priceNeeded({ lineId, asked }: { lineId: string; asked: { unitPrice: number } }, state: SaleState): Needed {
  const line = lineOf(state, lineId);
  if (!line) return { permission: 'price-override', size: 0 };
  const size = overrideSize(line.priceOverride?.listPrice ?? line.unitPrice, asked.unitPrice);
  return {
    permission: 'price-override',
    size,
    asked: { itemId: line.variantId, amount: asked.unitPrice, name: line.name },
  };
}

function lineOf({ cart }: SaleState, lineId: string) {
  return cart?.lines.find((one) => one.id === lineId);
}
