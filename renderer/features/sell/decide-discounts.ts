import { rolesOf } from '#contracts/views/store-policy.ts';
import { type Asked, orderAsked } from '#domain/operator/order-asked.ts';
import { isGranted, roleOf } from '#domain/operator/permission.ts';
import { orderLines } from '#domain/order/complete-order.ts';
import type { SaleParts } from './sale.ts';
import type { SaleState } from './sale-state.ts';

type Parts = Pick<SaleParts, 'view' | 'edit' | 'refuse' | 'allow' | 'unallowed' | 'config' | 'operatorId'>;

/** What the discounts of a cart ask for beyond the operator's role, as its ticket will. */
function discountsAsked({ config, operatorId }: Parts, { cart, settled, rules }: SaleState): Asked[] {
  if (!cart || !settled || !rules) return [];
  const { operators } = config();
  const role = roleOf(rolesOf(config()), operators.find((one) => one.operatorId === operatorId)?.role ?? '');
  const { pricesIncludeTax } = rules;
  const ticket = { lines: orderLines(cart, settled), discounts: cart.discounts, pricesIncludeTax };
  const asked = orderAsked(ticket, () => true);
  return asked.filter(({ permission, size }) => permission === 'discount' && !isGranted(role, permission, size));
}

/**
 * Asks a manager about each discount of the cart that neither the role nor a decision allows at what it comes to now. Answers
 * whether all are allowed; null at once where there is none.
 */
export function decideDiscounts(parts: Parts): Promise<boolean> | null {
  return discountsAsked(parts, parts.view.get()).length === 0 ? null : decideAll(parts);
}

async function decideAll(parts: Parts): Promise<boolean> {
  const { view, edit, refuse, allow, unallowed } = parts;
  const cartId = view.get().cart?.id;
  for (;;) {
    const state = view.get();
    if (cartId === undefined || state.cart?.id !== cartId) return false;
    const [first] = await unallowed(cartId, discountsAsked(parts, state));
    if (view.get().cart !== state.cart) continue;
    const discountId = first?.itemIds?.at(-1);
    if (!first || discountId === undefined) return true;
    const amount = takenBy(state, first.itemIds ?? []);
    const allowed = await allow('discount', first.size, cartId, { itemId: discountId, amount });
    if (!allowed.ok) return refuse('permission-refused');
    const { overrideId } = allowed;
    if (overrideId === undefined) return true;
    if (view.get().cart?.id !== cartId || !edit({ type: 'decide-discount', discountId, overrideId })) return false;
  }
}

/** What discounts take off the cart, minor units. */
function takenBy({ settled }: SaleState, discountIds: readonly string[]): number {
  const taken = (settled?.lines ?? []).flatMap(({ adjustments }) => adjustments);
  return taken
    .filter(({ source, discountId }) => source !== 'tax-exemption' && discountIds.includes(discountId))
    .reduce((sum, { amount }) => sum - amount, 0);
}
