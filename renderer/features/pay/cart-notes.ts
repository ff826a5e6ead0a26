import type { Cart, Note } from '#domain/order/cart.ts';

/** All free texts of a cart: they go to the vault before a fact names them. */
export function cartNotes(cart: Cart): Note[] {
  const notes = [cart.note, cart.taxExemption?.certificate, ...cart.lines.map((line) => line.note)];
  return notes.filter((note) => note !== undefined);
}
