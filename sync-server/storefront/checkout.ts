import type { Draft } from './visitor.ts';

/** Fields of the checkout, and what is wrong with each, by its key in the words. */
export type CheckoutField = 'store' | 'name' | 'email' | 'phone' | 'address' | 'postalCode' | 'city';
export type CheckoutFault =
  | 'needStore'
  | 'needName'
  | 'needEmail'
  | 'needPhone'
  | 'needAddress'
  | 'needPostalCode'
  | 'needCity';
export type CheckoutFaults = Partial<Record<CheckoutField, CheckoutFault>>;
export type Form = Readonly<Record<string, string>>;
export type Way = 'pickup' | 'delivery';

/** What somebody entered at the checkout, as an order to be paid, or what is wrong with it. `storeIds` are those that have all. */
export function readCheckout(
  way: Way,
  form: Form,
  { ref, storeIds }: { ref: string; storeIds: readonly string[] },
): { ok: true; draft: Draft } | { ok: false; faults: CheckoutFaults } {
  const given = (name: string, most = 120) => (form[name] ?? '').replace(/\s+/g, ' ').trim().slice(0, most);
  const [name, email, phone, note] = [given('name', 80), given('email'), given('phone', 40), given('note', 200)];
  const [street, more] = [given('address'), given('more')];
  const [postalCode, city, storeId] = [given('postalCode', 20), given('city', 80), given('store')];
  const faults: CheckoutFaults = {};
  if (way === 'pickup' && !storeIds.includes(storeId)) faults.store = 'needStore';
  if (way === 'delivery' && street === '') faults.address = 'needAddress';
  if (way === 'delivery' && postalCode === '') faults.postalCode = 'needPostalCode';
  if (way === 'delivery' && city === '') faults.city = 'needCity';
  if (name === '') faults.name = 'needName';
  if (!/^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/.test(email)) faults.email = 'needEmail';
  if (phone !== '' && !/^\+?[\d\s()./-]{5,}$/.test(phone)) faults.phone = 'needPhone';
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  const where =
    way === 'pickup'
      ? { storeId }
      : { address: { lines: [street, more].filter((line) => line !== ''), postalCode, city } };
  const optional = { ...(phone === '' ? {} : { phone }), ...(note === '' ? {} : { note }) };
  return { ok: true, draft: { ref, ...where, name, email, ...optional } };
}

/** The form as it was filled in before, of an order that was not paid. */
export function formOf(draft: Draft | null): Form {
  if (!draft) return {};
  const { storeId = '', address, name, email, phone = '', note = '' } = draft;
  const [street = '', more = ''] = address?.lines ?? [];
  return {
    ...{ store: storeId, name, email, phone, note, address: street, more },
    ...{ postalCode: address?.postalCode ?? '', city: address?.city ?? '' },
  };
}
