import type { Permission } from '#domain/operator/permission.ts';
import { isStorePostage } from '#domain/order/cart-deliveries.ts';
import { isDepositLine } from '#domain/order/deposit.ts';
import type { OrderLine } from '#domain/order/order.ts';

type Line = Pick<OrderLine, 'id' | 'variantId' | 'priceSource' | 'unlisted' | 'archived' | 'deliveryId'>;

/**
 * What a role, or a manager's decision on the cart, must allow of a ticket's lines: prices keyed in, what is not listed, and what is so no
 * longer. Postage is by the store's rule, and keyed in by nobody.
 */
export function linePermissions(lines: readonly Line[]): Permission[] {
  const asked: Permission[] = [];
  if (lines.some(isKeyedIn)) {
    asked.push('open-price');
  }
  if (lines.some(({ unlisted }) => unlisted)) asked.push('unlisted-item');
  if (lines.some(({ archived }) => archived)) asked.push('archived-item');
  return asked;
}

function isKeyedIn(line: Line): boolean {
  return line.priceSource === 'entered' && !line.unlisted && !isDepositLine(line) && !isStorePostage(line);
}
