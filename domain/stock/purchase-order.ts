import { mulDiv } from '#domain/money/money.ts';

export type PurchaseOrderStatus = 'draft' | 'sent' | 'closed' | 'cancelled';

/** So much of a variant in the smallest unit; `packCost` without tax, minor units. */
export interface PurchaseOrderLine {
  variantId: string;
  quantity: number;
  packSize: number;
  packCost: number;
}

/** What a supplier asks of an order. */
export interface SupplierTerms {
  status: 'active' | 'archived';
  /** Least value of an order, minor units. */
  minimumOrder?: number;
  items: readonly { variantId: string; minimumQuantity: number }[];
}

/** Why an order cannot be sent; `needed` is the pack size, the least quantity or the least value. */
export interface PurchaseOrderFault {
  code: 'order-empty' | 'packs-not-whole' | 'quantity-below-minimum' | 'order-below-minimum' | 'supplier-archived';
  variantId: string | null;
  needed: number | null;
}

/** What a line costs without tax, minor units; parts of a pack by their share, rounded half away from zero. */
export function lineCost({ quantity, packSize, packCost }: PurchaseOrderLine): number {
  return mulDiv(packCost, quantity, packSize);
}

/** What an order costs, in minor units. */
export function orderTotal(lines: readonly PurchaseOrderLine[]): number {
  return lines.reduce((sum, line) => sum + lineCost(line), 0);
}

/** What stands in the way of sending an order to its supplier, in the order of its lines; none where it can be sent. */
export function purchaseOrderFaults(
  lines: readonly PurchaseOrderLine[],
  supplier: SupplierTerms,
): PurchaseOrderFault[] {
  const whole = (code: PurchaseOrderFault['code'], needed: number | null = null) => ({ code, variantId: null, needed });
  const minimums = new Map(supplier.items.map(({ variantId, minimumQuantity }) => [variantId, minimumQuantity]));
  const { minimumOrder = 0 } = supplier;
  return [
    ...(supplier.status === 'archived' ? [whole('supplier-archived')] : []),
    ...(lines.length === 0 ? [whole('order-empty')] : []),
    ...lines.flatMap(({ variantId, quantity, packSize }): PurchaseOrderFault[] => {
      const least = minimums.get(variantId) ?? 0;
      return [
        ...(quantity % packSize === 0 ? [] : [{ code: 'packs-not-whole' as const, variantId, needed: packSize }]),
        ...(quantity >= least ? [] : [{ code: 'quantity-below-minimum' as const, variantId, needed: least }]),
      ];
    }),
    ...(lines.length > 0 && orderTotal(lines) < minimumOrder ? [whole('order-below-minimum', minimumOrder)] : []),
  ];
}

/** What an order may become: null is one that is not there yet. What was sent is changed no more, what has partly come is closed. */
const NEXT: Readonly<Record<PurchaseOrderStatus, readonly PurchaseOrderStatus[]>> = {
  draft: ['draft', 'sent', 'cancelled'],
  sent: ['sent', 'closed', 'cancelled'],
  closed: [],
  cancelled: [],
};

/** Whether an order may go from one state to another; `hasCome`: some of it was received. */
export function mayBecome(before: PurchaseOrderStatus | null, after: PurchaseOrderStatus, hasCome: boolean): boolean {
  if (before === null) return after === 'draft' || after === 'sent';
  return NEXT[before].includes(after) && !(after === 'cancelled' && hasCome);
}

/** What of a line is still to come. */
export function outstandingOf({ ordered, received }: { ordered: number; received: number }): number {
  return Math.max(0, ordered - received);
}

/** An order as far as it has come, by variant. */
export interface OrderedGoods {
  status: PurchaseOrderStatus;
  lines: ReadonlyMap<string, { ordered: number; received: number }>;
}

/** What a delivery brings beyond what was ordered and has not come yet, by variant; nothing of it is left out of stock. */
export function beyondOrder(
  { lines }: OrderedGoods,
  delivered: readonly { variantId: string; quantity: number }[],
): { variantId: string; ordered: number; received: number }[] {
  const came = new Map<string, number>();
  for (const { variantId, quantity } of delivered) came.set(variantId, (came.get(variantId) ?? 0) + quantity);
  return [...came].flatMap(([variantId, quantity]) => {
    const { ordered = 0, received: before = 0 } = lines.get(variantId) ?? {};
    const received = before + quantity;
    return quantity > 0 && received > ordered ? [{ variantId, ordered, received }] : [];
  });
}
