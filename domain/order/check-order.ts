import { checkArithmetic } from '#domain/order/check-arithmetic.ts';
import { checkSettle } from '#domain/order/check-settle.ts';
import type { Order } from '#domain/order/order.ts';
import type { OrderFault } from '#domain/order/order-fault.ts';
import { ENGINE_VERSION } from '#domain/pricing/settled.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';

export type { OrderFault };

/** Enough to see what is wrong. */
const FAULTS_MAX = 20;

/**
 * Checks an order of any origin (schema-valid integers of any size; never throws): that its own figures add up, and then,
 * given the tax rules of its `taxVersion` and where its engine version is the one here, that settling it again gives the
 * same figures. Gives no faults, or the first 20.
 */
export function checkOrder(order: Order, rules: TaxRules | undefined): OrderFault[] {
  const faults = checkArithmetic(order);
  if (faults.length === 0 && rules && order.engineVersion === ENGINE_VERSION) faults.push(...checkSettle(order, rules));
  return faults.slice(0, FAULTS_MAX);
}
