import type { TFunction } from 'i18next';
import type { OnlineOrderDetail } from '#contracts/http/online-orders.ts';

export type OrderEvent = OnlineOrderDetail['timeline'][number];

const STEPS = ['authorised', 'captured', 'voided', 'refunded', 'failed'] as const;

/** Events that need no more than their name, as facts are called. */
const PLAIN = {
  'order.placed': 'placed',
  'order.amended': 'amended',
  'order.returned': 'returned',
  'return.announced': 'announced',
  'fulfilment.released': 'released',
  'fulfilment.expired': 'expired',
  'fulfilment.readied': 'readied',
  'fulfilment.handed-over': 'handedOver',
  'fulfilment.shipped': 'shipped',
  'fulfilment.put-back': 'putBack',
  'parcel.labelled': 'parcelLabelled',
  'parcel.cancelled': 'parcelCancelled',
} as const;

export interface EventNames {
  /** An amount in the order's currency. */
  money: (amount: number) => string;
  storeName: (locationId: string) => string;
  operatorName: (operatorId: string) => string;
}

/** What happened, in a sentence. A kind that is not known yet stands as it is called. */
export function eventWords(t: TFunction, event: OrderEvent, names: EventNames): string {
  const { kind, detail, quantity } = event;
  const amount = names.money(event.amount ?? 0);
  switch (kind) {
    case 'order-payment.recorded': {
      const step = STEPS.find((one) => one === detail.step);
      return step ? t(`onlineOrders.steps.${step}`, { amount }) : kind;
    }
    case 'order.cancelled':
      return t(`onlineOrders.events.${(quantity ?? 0) > 0 ? 'cancelled' : 'reduced'}`, { amount });
    case 'fulfilment.decided':
      return t(`onlineOrders.events.${detail.decision === 'refuse' ? 'refused' : 'accepted'}`);
    case 'fulfilment.claimed':
      if (typeof detail.claimedBy !== 'string') return t('onlineOrders.events.unclaimed');
      return t('onlineOrders.events.claimed', { name: names.operatorName(detail.claimedBy) });
    case 'fulfilment.assigned':
      return t('onlineOrders.events.assigned', { store: names.storeName(String(detail.locationId)) });
    case 'pick.recorded':
      return t(`onlineOrders.events.${Number(detail.short ?? 0) > 0 ? 'pickedShort' : 'picked'}`);
    default:
      return isPlain(kind) ? t(`onlineOrders.events.${PLAIN[kind]}`, { amount }) : kind;
  }
}

function isPlain(kind: string): kind is keyof typeof PLAIN {
  return Object.hasOwn(PLAIN, kind);
}

/** Names and numbers that belong to an event: what was put in something's place, and what parcels are followed by. */
export function eventExtras({ detail }: OrderEvent): string[] {
  const substitutes = Array.isArray(detail.substitutes) ? detail.substitutes : [];
  const parcels: unknown[] = Array.isArray(detail.parcels) ? detail.parcels : [];
  const tracked = parcels.flatMap((parcel) => {
    if (typeof parcel !== 'object' || parcel === null) return [];
    const { carrier, tracking } = parcel as { carrier?: unknown; tracking?: unknown };
    return [carrier, tracking].filter((text) => typeof text === 'string');
  });
  return [...substitutes, ...tracked].filter((text) => typeof text === 'string');
}
