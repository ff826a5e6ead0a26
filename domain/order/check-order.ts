import { checkArithmetic } from '#domain/order/check-arithmetic.ts';
import { type CashPolicy, checkRounding } from '#domain/order/check-rounding.ts';
import { checkSettle } from '#domain/order/check-settle.ts';
import type { Order } from '#domain/order/order.ts';
import type { OrderFault } from '#domain/order/order-fault.ts';
import { ENGINE_VERSION } from '#domain/pricing/settled.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';

export type { CashPolicy, OrderFault };

/** Enough to see what is wrong. */
const FAULTS_MAX = 20;

/**
 * Checks an order of any origin (schema-valid integers of any size; never throws): that its own figures add up, and then,
 * given the tax rules of its `taxVersion`, that settling it again gives the same figures. An engine version before the one
 * here settled the same way what it knew: what it did not know changed nothing for the rest. Of one that is not known here
 * the figures can't be proven, which is a fault (`settle-differs` at `engineVersion`). Given the store's way of rounding cash, that its rounding is within it (`rounding-differs`).
 * What comes back stands as it is: whether it is what was sold, and not more, is known from that order alone
 * (`domain/order/returnable`). Gives no faults, or the first 20.
 */
export function checkOrder(order: Order, rules: TaxRules | undefined, cash?: CashPolicy): OrderFault[] {
  const faults = checkArithmetic(order);
  if (faults.length === 0) faults.push(...(isKnown(order) ? settleFaultsOf(order, rules) : [unknownEngine(order)]));
  if (cash) faults.push(...checkRounding(order, cash));
  return faults.slice(0, FAULTS_MAX);
}

function settleFaultsOf(order: Order, rules: TaxRules | undefined): OrderFault[] {
  return rules ? checkSettle(order, rules) : [];
}

function isKnown({ engineVersion }: Order): boolean {
  return engineVersion >= 1 && engineVersion <= ENGINE_VERSION;
}

function unknownEngine({ engineVersion }: Order): OrderFault {
  const expected = `1 to ${ENGINE_VERSION}`;
  return { code: 'settle-differs', where: 'engineVersion', expected, found: String(engineVersion) };
}
