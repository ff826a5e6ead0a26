import { PPM } from '#domain/money/money.ts';
import type { Payment } from '#domain/order/order.ts';
import { demand, equal, type OrderFault } from '#domain/order/order-fault.ts';

/** Whether a payment's figures add up: amount, tip and change to what was tendered, foreign cash to its worth. */
export function checkPayment(payment: Payment, where: string, faults: OrderFault[]): void {
  const { tendered, change, amount, tip = 0, foreign } = payment;
  equal(faults, `${where}/amount`, BigInt(tendered) - BigInt(change) - BigInt(tip), amount);
  demand(faults, `${where}/change`, 'not below zero', change >= 0, change);
  demand(faults, `${where}/tip`, 'not below zero', tip >= 0, tip);
  if (amount < 0) {
    demand(faults, `${where}/change`, 'none on money given back', change === 0, change);
    demand(faults, `${where}/tip`, 'none on money given back', tip === 0, tip);
  }
  if (foreign) equal(faults, `${where}/foreign/tendered`, worthOf(foreign), tendered);
}

/** In the store's minor units, half away from zero, in integers of any size. */
function worthOf({ tendered, ratePpm }: NonNullable<Payment['foreign']>): bigint {
  const twice = BigInt(tendered) * BigInt(ratePpm) * 2n;
  const unit = BigInt(PPM);
  return (twice + (twice < 0n ? -unit : unit)) / (unit * 2n);
}
