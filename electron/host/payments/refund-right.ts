import type { HostInput } from '#contracts/ipc/host.ts';
import { PERMISSIONS, type Permission } from '#domain/operator/permission.ts';
import type { PaymentLedger } from './payment-ledger.ts';

interface RefundRights {
  isAllowed(permission: Permission, size: number, overrideId?: string, subjectId?: string): Promise<boolean>;
  isLookedUp(reference: string): boolean;
}

/** What lets money go back by a device. */
const WITHOUT_RECEIPT = ['return-without-receipt', 'return-unverified', 'post-void'] as const;
const WITH_RECEIPT = ['return-with-receipt', ...WITHOUT_RECEIPT] as const;

/**
 * Whether money may go back by a device. To a payment of this till, no more than was taken, or to one that the server knows: for
 * whoever may take goods back with a receipt. Elsewhere: as much as may be given back without one. Or a manager decided on the cart.
 */
export async function mayRefund(
  { cartId, amount, original, overrideId }: HostInput<'payment.start'>,
  references: PaymentLedger['references'],
  { isAllowed, isLookedUp }: RefundRights,
): Promise<boolean> {
  const left = original === undefined ? undefined : leftOf(original, references);
  const isKnown = original !== undefined && (left === undefined ? isLookedUp(original) : amount <= left);
  for (const permission of isKnown ? WITH_RECEIPT : WITHOUT_RECEIPT) {
    const size = PERMISSIONS[permission] === null ? 0 : amount;
    if (await isAllowed(permission, size, overrideId, cartId)) return true;
  }
  return false;
}

/** How much of a payment of this till was not given back yet; undefined when it is not known here. */
function leftOf(original: string, references: PaymentLedger['references']): number | undefined {
  const known = references.find(({ reference }) => reference === original);
  return known?.taken === undefined ? undefined : known.taken - (known.refunded ?? 0);
}
