import type { CustomerView } from '#contracts/ipc/devices.ts';
import type { SaleState } from '#renderer/features/sell/sale-state.ts';

/** Letters that a two-line display may lack: any that are not Latin. */
const OTHER_LETTERS = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

/** Whether any display has the letters of a text. */
export function isPlain(text: string): boolean {
  return !OTHER_LETTERS.test(text);
}

/** Whether a view has letters that a two-line display may lack. */
export function needsPlain(view: CustomerView): boolean {
  return !isPlain(JSON.stringify(view));
}

/** The sale with the sku of everything whose name a two-line display may not be able to write. */
export function plainSale<S extends Pick<SaleState, 'cart'>>(sale: S): S {
  const { cart } = sale;
  if (!cart) return sale;
  const named = <L extends { name: string; sku: string }>(line: L): L =>
    isPlain(line.name) ? line : { ...line, name: line.sku };
  const returns = cart.returns ? { returns: cart.returns.map(named) } : {};
  return { ...sale, cart: { ...cart, lines: cart.lines.map(named), ...returns } };
}
