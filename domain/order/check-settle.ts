import type { Order, OrderLine } from '#domain/order/order.ts';
import type { OrderFault } from '#domain/order/order-fault.ts';
import { settle } from '#domain/pricing/settle.ts';
import type { Settled } from '#domain/pricing/settled.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';

/** Settles an order again, with its own pinned prices and discounts, and says where its figures are others. */
export function checkSettle(order: Order, rules: TaxRules): OrderFault[] {
  const result = settle(order, rules);
  if (!result.ok) {
    return result.faults.map((fault) => {
      const where = 'lineId' in fault ? placeOf(order, fault.lineId) : 'discounts';
      return { code: 'settle-differs', where, expected: 'settled', found: fault.code };
    });
  }
  const faults: OrderFault[] = [];
  compare('', settledAgain(order, result.settled, rules), order, faults);
  return faults;
}

function placeOf(order: Order, lineId: string | undefined): string {
  const line = order.lines.findIndex((one) => one.id === lineId);
  if (line >= 0) return `lines/${line}`;
  const returned = (order.returns ?? []).findIndex((one) => one.id === lineId);
  return returned >= 0 ? `returns/${returned}` : 'discounts';
}

/** The order as it should be. */
function settledAgain(order: Order, settled: Settled, rules: TaxRules): Order {
  const lines = order.lines.map((line, index): OrderLine => {
    const { lineId, ...figures } = settled.lines[index] ?? { ...line, lineId: line.id };
    return { ...line, ...figures };
  });
  const { taxes, taxTotal, total } = settled;
  const { pricesIncludeTax, version: taxVersion } = rules;
  return { ...order, pricesIncludeTax, taxVersion, lines, taxes, taxTotal, total };
}

/** Compares two trees of plain values, leaf by leaf. */
function compare(where: string, expected: unknown, found: unknown, faults: OrderFault[]): void {
  if (expected === found) return;
  if (typeof expected === 'object' && expected !== null && typeof found === 'object' && found !== null) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
      compare(where === '' ? key : `${where}/${key}`, Reflect.get(expected, key), Reflect.get(found, key), faults);
    }
    return;
  }
  faults.push({ code: 'settle-differs', where, expected: textOf(expected), found: textOf(found) });
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
