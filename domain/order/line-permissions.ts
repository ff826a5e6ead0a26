import type { Permission } from '#domain/operator/permission.ts';
import { isDepositLine } from '#domain/order/deposit.ts';
import type { OrderLine } from '#domain/order/order.ts';

type Line = Pick<OrderLine, 'variantId' | 'priceSource' | 'unlisted' | 'archived'>;

/** What a role, or a manager's decision on the cart, must allow of a ticket's lines: prices keyed in, what is not listed, and what is so no longer. */
export function linePermissions(lines: readonly Line[]): Permission[] {
  const asked: Permission[] = [];
  if (lines.some((line) => line.priceSource === 'entered' && !line.unlisted && !isDepositLine(line))) {
    asked.push('open-price');
  }
  if (lines.some(({ unlisted }) => unlisted)) asked.push('unlisted-item');
  if (lines.some(({ archived }) => archived)) asked.push('archived-item');
  return asked;
}
