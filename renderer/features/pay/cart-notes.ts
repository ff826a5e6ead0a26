import type { Cart, Note } from '#domain/order/cart.ts';

/** All free texts of a cart: they go to the vault before a fact names them. */
export function cartNotes(cart: Cart): Note[] {
  const notes = [cart.note, cart.taxExemption?.certificate, ...cart.lines.map((line) => line.note), ...personsOf(cart)];
  return notes.filter((note) => note !== undefined);
}

/** Who the cart's order is for, and where its parcels go. */
function personsOf({ placed }: Cart): Note[] {
  if (!placed) return [];
  const { customerId, customer, deliveries } = placed;
  const addresses = deliveries.flatMap(({ address, addressId }) => {
    return address && addressId ? [{ id: addressId, text: JSON.stringify(address) }] : [];
  });
  return [{ id: customerId, text: JSON.stringify(customer) }, ...addresses];
}
