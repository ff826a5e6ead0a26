import type { Permission } from '#domain/operator/permission.ts';
import { isDepositLine } from '#domain/order/deposit.ts';
import type { OrderLine } from '#domain/order/order.ts';

type Line = Pick<OrderLine, 'variantId' | 'priceSource' | 'unlisted'>;

/** What a role, or a manager's decision on the cart, must allow of a ticket's lines: prices keyed in, and what is not listed. */
export function linePermissions(lines: readonly Line[]): Permission[] {
  const asked: Permission[] = [];
  if (lines.some((line) => line.priceSource === 'entered' && !line.unlisted && !isDepositLine(line))) {
    asked.push('open-price');
  }
  if (lines.some(({ unlisted }) => unlisted)) asked.push('unlisted-item');
  return asked;
}
