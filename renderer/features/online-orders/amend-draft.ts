import type { AmendChange, OnlineOrderDetail } from '#contracts/http/online-orders.ts';
import { instantAt, localMinute } from '#domain/session/store-minute.ts';

/** Where, how and by when a delivery goes, as it is entered; `promisedBy` a minute on the store's clocks, empty as it stands. */
export interface AmendDraft {
  deliveryId: string;
  method: 'pickup' | 'ship';
  storeId: string;
  promisedBy: string;
  name: string;
  /** Street and whatever else, a line each. */
  lines: string;
  postalCode: string;
  city: string;
  country: string;
}

type Delivery = OnlineOrderDetail['deliveries'][number];

/** A delivery as it stands; an address is entered anew. */
export function amendDraft(
  delivery: Delivery,
  order: Pick<OnlineOrderDetail, 'customer'>,
  timeZone: string,
): AmendDraft {
  return {
    ...{ deliveryId: delivery.id, method: delivery.method, storeId: delivery.storeId ?? '' },
    promisedBy: delivery.promisedBy === undefined ? '' : localMinute(new Date(delivery.promisedBy), timeZone),
    ...{ name: order.customer?.name ?? '', lines: '', postalCode: '', city: '', country: '' },
  };
}

const COUNTRY = /^[A-Z]{2}$/;

/** Whether anything of a new address was entered beside the name. */
function hasAddress({ lines, postalCode, city, country }: AmendDraft): boolean {
  return [lines, postalCode, city, country].some((text) => text.trim() !== '');
}

/** What is missing or wrong. */
export function amendFaults(draft: AmendDraft, delivery: Delivery, timeZone: string): ('store' | 'address' | 'time')[] {
  const { method, storeId, promisedBy, name, lines, city, country } = draft;
  const isNew = method === 'ship' && delivery.address === undefined;
  const isWhole = [name, lines, city].every((text) => text.trim() !== '') && COUNTRY.test(country.trim().toUpperCase());
  return [
    ...(method === 'pickup' && storeId === '' ? (['store'] as const) : []),
    ...(method === 'ship' && (isNew || hasAddress(draft)) && !isWhole ? (['address'] as const) : []),
    ...(promisedBy !== '' && instantAt(promisedBy, timeZone) === null ? (['time'] as const) : []),
  ];
}

/** What is changed, without who asked for it and why; null where nothing is. */
export function amendChange(
  draft: AmendDraft,
  delivery: Delivery,
  timeZone: string,
): Omit<AmendChange, 'reason' | 'asker' | 'note'> | null {
  const { deliveryId, method, storeId, promisedBy } = draft;
  const before = delivery.promisedBy === undefined ? '' : localMinute(new Date(delivery.promisedBy), timeZone);
  const at = promisedBy === before ? null : instantAt(promisedBy, timeZone);
  const change = {
    deliveryId,
    ...(method === delivery.method ? {} : { method }),
    ...(method === 'pickup' && storeId !== (delivery.storeId ?? '') ? { storeId } : {}),
    ...(at === null ? {} : { promisedBy: at }),
    ...(method === 'ship' && hasAddress(draft) ? { address: addressOf(draft) } : {}),
  };
  return Object.keys(change).length > 1 ? change : null;
}

function addressOf({ name, lines, postalCode, city, country }: AmendDraft): NonNullable<AmendChange['address']> {
  const said = lines.split(',').map((text) => text.trim());
  return {
    name: name.trim(),
    lines: said.filter(Boolean).slice(0, 6),
    ...{ postalCode: postalCode.trim(), city: city.trim(), country: country.trim().toUpperCase() },
  };
}
