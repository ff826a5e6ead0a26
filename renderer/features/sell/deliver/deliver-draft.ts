import { v7 as uuid } from 'uuid';
import { readEmail, readPhone } from '#contracts/member/contact.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { orderNumber } from '#domain/fulfilment/order-number.ts';
import type { Address, Cart, CartLine, CartOrder } from '#domain/order/cart.ts';
import type { Destination } from '#domain/order/cart-deliveries.ts';

export type Way = 'carry' | 'collect' | 'ship';

/** What is entered of where a line goes; empty where nothing is. */
export interface DeliverDraft {
  way: Way;
  quantity: number;
  storeId: string;
  name: string;
  phone: string;
  email: string;
  /** Of the address. */
  street: string;
  postalCode: string;
  city: string;
  country: string;
}

export type DeliverFault = 'store' | 'name' | 'contact' | 'phone' | 'email' | 'address';

interface Known {
  memberName: string | null;
  country: string | null;
}

/** As it stands now, or as it stood for another line of the cart. */
export function deliverDraft(cart: Cart, line: CartLine, { memberName, country }: Known): DeliverDraft {
  const { placed } = cart;
  const own = placed?.deliveries.find(({ id }) => id === line.deliveryId);
  const shipped = placed?.deliveries.find(({ method }) => method === 'ship')?.address;
  const { name = memberName ?? '', phone = '', email = '' } = placed?.customer ?? {};
  return {
    ...{ way: own ? (own.method === 'ship' ? 'ship' : 'collect') : 'carry', quantity: line.quantity },
    ...{ storeId: own?.storeId ?? '', name, phone, email },
    ...{ street: shipped?.lines.join('\n') ?? '', postalCode: shipped?.postalCode ?? '', city: shipped?.city ?? '' },
    country: shipped?.country ?? country ?? '',
  };
}

/** What is missing or can't be read. A member's profile says how to reach them. */
export function deliverFaults(draft: DeliverDraft, isMember: boolean, country: string | null): DeliverFault[] {
  if (draft.way === 'carry') return [];
  const [phone, email] = [draft.phone.trim(), draft.email.trim()];
  const faults: (DeliverFault | false)[] = [
    draft.way === 'collect' && draft.storeId === '' && 'store',
    draft.name.trim() === '' && 'name',
    !isMember && phone === '' && email === '' && 'contact',
    phone !== '' && readPhone(phone, country) === null && 'phone',
    email !== '' && readEmail(email) === null && 'email',
    draft.way === 'ship' && addressOf(draft) === null && 'address',
  ];
  return faults.filter((fault) => fault !== false);
}

function addressOf({ name, street, postalCode, city, country }: DeliverDraft): Address | null {
  const lines = street
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [code, town, land] = [postalCode.trim(), city.trim(), country.trim().toUpperCase()];
  if (lines.length === 0 || code === '' || town === '' || !/^[A-Z]{2}$/.test(land)) return null;
  return { name: name.trim(), lines, postalCode: code, city: town, country: land };
}

/** Where a line goes as the cart keeps it; null where it is carried out, or something is missing. */
export function destinationOf(
  draft: DeliverDraft,
  cart: Cart,
  { store, country, postageName }: { store: RegisterConfig['store']; country: string | null; postageName: string },
): { to: Destination; customer: CartOrder['customer'] } | null {
  const [phone, email] = [readPhone(draft.phone, country), readEmail(draft.email)];
  const customer = { name: draft.name.trim(), ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
  const orderId = cart.placed?.orderId ?? uuid();
  const customerId = keptId(cart.placed?.customerId, cart.placed?.customer, customer);
  const order = { orderId, number: orderNumber(orderId), customerId };
  const before = cart.placed?.deliveries ?? [];
  if (draft.way === 'collect') {
    const { storeId } = draft;
    const id = before.find((one) => one.method === 'pickup' && one.storeId === storeId)?.id ?? uuid();
    return { to: { order, delivery: { id, method: 'pickup', storeId } }, customer };
  }
  const address = addressOf(draft);
  if (draft.way === 'carry' || !address) return null;
  const known = before.find(({ method }) => method === 'ship');
  const addressId = keptId(known?.addressId, known?.address, address);
  const delivery = { id: known?.id ?? uuid(), method: 'ship' as const, address, addressId };
  const postage = store.postage && { ...store.postage, name: postageName };
  return { to: { order, delivery, ...(postage ? { postage } : {}) }, customer };
}

/** Under which id a text goes to the vault: one that was put there is not changed, so that another text has another id. */
function keptId(id: string | undefined, before: object | undefined, now: object): string {
  return id !== undefined && JSON.stringify(before) === JSON.stringify(now) ? id : uuid();
}
