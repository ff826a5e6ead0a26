import type { Minor } from '#domain/money/money.ts';
import type { Cart, CartOrder, TaxExemption } from '#domain/order/cart.ts';
import type { OrderDraft, OrderLine, Payment, PlacedBeside } from '#domain/order/order.ts';
import { ENGINE_VERSION, type Settled } from '#domain/pricing/settled.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';

/**
 * The order that a paid cart becomes, all but its receipt number. `settled` is this cart settled with these `rules`;
 * `currency` is an ISO 4217 code; `payments` come to the total + `rounding` (what cash rounding added or took).
 */
export function draftOrder(paid: {
  cart: Cart;
  settled: Settled;
  rules: TaxRules;
  currency: string;
  payments: readonly Payment[];
  rounding: Minor;
}): OrderDraft {
  const { cart, settled, rules, currency, payments, rounding } = paid;
  return {
    currency,
    pricesIncludeTax: rules.pricesIncludeTax,
    taxVersion: rules.version,
    engineVersion: ENGINE_VERSION,
    cartOpenedAt: cart.openedAt,
    ...(cart.memberId === undefined ? {} : { memberId: cart.memberId }),
    lines: orderLines(cart, settled),
    ...(cart.returns && cart.returns.length > 0 ? { returns: cart.returns } : {}),
    discounts: cart.discounts,
    ...(cart.taxExemption ? { taxExemption: exemptionOf(cart.taxExemption) } : {}),
    ...(cart.note ? { noteId: cart.note.id } : {}),
    ...(cart.placed ? { placed: placedBeside(cart.placed) } : {}),
    taxes: settled.taxes,
    taxTotal: settled.taxTotal,
    total: settled.total,
    rounding,
    payments: [...payments],
  };
}

function placedBeside({ orderId, number, deliveries }: CartOrder): PlacedBeside {
  const told = deliveries.map(({ id, method, storeId }) => ({
    id,
    method,
    ...(storeId === undefined ? {} : { storeId }),
  }));
  return { orderId, number, deliveries: told };
}

function exemptionOf({ certificate, ...exemption }: TaxExemption): OrderDraft['taxExemption'] {
  return { ...exemption, ...(certificate ? { certificateId: certificate.id } : {}) };
}

/** A cart's lines as its order has them. Throws a RangeError where `settled` is not this cart's. */
export function orderLines(cart: Cart, settled: Settled): OrderLine[] {
  if (settled.lines.length !== cart.lines.length) throw new RangeError('draftOrder: settled is of another cart');
  return cart.lines.map((line, index) => {
    const figures = settled.lines[index];
    if (figures?.lineId !== line.id) throw new RangeError(`draftOrder: line ${line.id} is not settled`);
    const { listAmount, adjustments, amount, taxes } = figures;
    const { note, ...sold } = line;
    const noteId = note && { noteId: note.id };
    return { ...sold, ...noteId, listAmount, adjustments, amount, taxes };
  });
}
