import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import type { Cart, CartLine, CartOrder, Discount, Note, ReturnLine, TaxExemption } from '#domain/order/cart.ts';
import { type Destination, deliverLine, withPostage } from '#domain/order/cart-deliveries.ts';
import {
  addReturn,
  addWithLinked,
  answerStop,
  decideDiscount,
  discountCart,
  discountLine,
  exemptTax,
  type NewItem,
  noteCart,
  noteLine,
  overridePrice,
  type PriceAsked,
  removeDiscount,
  removeLine,
  removeReturn,
  type StopAnswer,
  setQuantity,
  splitLine,
} from '#domain/order/cart-edit.ts';
import { isDepositLine } from '#domain/order/deposit.ts';
import { repriceCart, type VariantListing } from '#domain/order/reprice-cart.ts';
import { returnsIn } from '#domain/order/returnable.ts';
import type { PublishedPriceList } from '#domain/pricing/price-list.ts';
import { settle } from '#domain/pricing/settle.ts';
import type { Settled, SettleFault } from '#domain/pricing/settled.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';

/** What the cashier is ringing up, with its figures, and what the keys act on. */
export interface SaleState {
  /** `null` between two sales; never a cart in which nothing is sold and nothing comes back. */
  cart: Cart | null;
  /** The cart's figures; `null` without a cart, and for a cart kept from before whose goods can't be taxed any more. */
  settled: Settled | null;
  /** The tax rules of this cart, pinned at its first line. */
  rules: TaxRules | null;
  /** The line that keys act on. */
  selected: string | null;
  /** How many the next item is, as keyed in before it (`3*`); an item added with a quantity of its own leaves it. */
  multiplier: number | null;
  /** The member the next cart will be for, as chosen before its first line. */
  memberAhead: string | null;
  /** Their customer group. */
  groupAhead: string | null;
  /** What the last removal took, until the next change. */
  removed: Removed | null;
}

/** `lines` are the cart's before a line went, those linked to it included; `placed` is the order that they were left for. */
export type Removed =
  | { kind: 'line'; line: CartLine; lines: CartLine[]; placed?: CartOrder | undefined }
  | { kind: 'cart'; cart: Cart };

/** What names a new cart. */
export type NewCart = Pick<Cart, 'id' | 'operatorId' | 'openedAt'>;

/** A change a cashier asks for. Ids and times are made by the caller. */
export type SaleEdit =
  | {
      type: 'add';
      item: Omit<NewItem, 'quantity'>;
      quantity?: number;
      /** What is sold along with the whole item. */
      linked?: readonly NewItem[];
      cart: NewCart;
      /** The age that was checked for it. */
      ageChecked?: number;
    }
  | { type: 'quantity'; lineId: string; quantity: number }
  /** One off a line, into a line of its own. */
  | { type: 'split'; lineId: string; newId: string }
  | { type: 'remove'; lineId: string }
  | { type: 'clear'; reason: string }
  | { type: 'price'; lineId: string; asked: PriceAsked }
  | { type: 'exempt'; exemption: TaxExemption | null }
  | { type: 'note-line'; lineId: string; note: Note | null }
  | { type: 'note-cart'; note: Note | null }
  | { type: 'return'; line: ReturnLine; cart: NewCart }
  | { type: 'remove-return'; returnId: string }
  | { type: 'answer-stop'; lineId: string; answer: StopAnswer }
  /** Left to be collected or shipped, whole or in part, or (null) carried out again. */
  | {
      type: 'deliver';
      lineId: string;
      quantity: number;
      newId: string;
      to: Destination | null;
      customer?: CartOrder['customer'];
    }
  | { type: 'undo' }
  | { type: 'discount-line'; lineId: string; discount: Discount }
  | { type: 'discount-cart'; discount: Discount }
  | { type: 'remove-discount'; discountId: string }
  /** A manager allowed a discount as large as it has become. */
  | { type: 'decide-discount'; discountId: string; overrideId: string }
  | { type: 'member'; memberId: string | null; group?: MemberGroup }
  | { type: 'select'; lineId: string | null }
  | { type: 'move'; by: 1 | -1 }
  | { type: 'multiplier'; value: number | null }
  | { type: 'restore'; cart: Cart }
  /** The cart steps aside for one that takes a deposit on it, or comes back from it. */
  | { type: 'swap'; cart: Cart }
  /** The cart was put aside. */
  | { type: 'parked' }
  | { type: 'done' };

/** A member's customer group, the price lists for it here, and what is known of the cart's goods. */
export interface MemberGroup {
  groupId: string;
  lists: readonly PublishedPriceList[];
  listings: ReadonlyMap<string, VariantListing>;
}

/** An edit that would leave a cart without figures is refused: the sale stays as it was. */
export type SaleResult = { ok: true; state: SaleState } | { ok: false; fault: SettleFault };

export const EMPTY_SALE: SaleState = {
  cart: null,
  settled: null,
  rules: null,
  selected: null,
  multiplier: null,
  memberAhead: null,
  groupAhead: null,
  removed: null,
};

/** The sale after an edit. Pure; `rules` are the store's present ones, taken by a cart at its first line. */
export function editSale(state: SaleState, edit: SaleEdit, rules: TaxRules): SaleResult {
  switch (edit.type) {
    case 'select':
      return { ok: true, state: { ...state, selected: edit.lineId } };
    case 'move':
      return { ok: true, state: { ...state, selected: neighbour(state, edit.by) } };
    case 'multiplier':
      return { ok: true, state: { ...state, multiplier: edit.value } };
    case 'done':
    case 'parked':
      return { ok: true, state: EMPTY_SALE };
    case 'restore':
    case 'swap':
      return { ok: true, state: restored(edit.cart, rules) };
    case 'add':
      return added(state, edit, rules);
    case 'undo':
      return undone(state, rules);
    case 'clear':
      return state.cart ? cleared(state, state.cart) : { ok: true, state };
    case 'remove':
      return removed(state, edit.lineId);
    case 'return':
      return returned(state, edit, rules);
    case 'split':
      return split(state, edit);
    default:
      return changed(state, edit);
  }
}

type CartEdit = Extract<
  SaleEdit,
  {
    type:
      | 'quantity'
      | 'discount-line'
      | 'discount-cart'
      | 'remove-discount'
      | 'decide-discount'
      | 'member'
      | 'price'
      | 'exempt'
      | 'note-line'
      | 'note-cart'
      | 'remove-return'
      | 'answer-stop'
      | 'deliver';
  }
>;

function changed(state: SaleState, edit: CartEdit): SaleResult {
  const { cart } = state;
  if (!cart) return { ok: true, state: edit.type === 'member' ? chosenAhead(state, edit) : state };
  if (edit.type === 'quantity' && edit.quantity === 0) return removed(state, edit.lineId);
  const lineId = 'lineId' in edit ? edit.lineId : null;
  const selected = cart.lines.some((line) => line.id === lineId) ? lineId : state.selected;
  const next = editCart(cart, edit);
  return isEmpty(next) ? emptied(cart) : settledAs({ ...state, selected, removed: null }, next);
}

function editCart(cart: Cart, edit: CartEdit): Cart {
  switch (edit.type) {
    case 'quantity':
      return setQuantity(cart, edit.lineId, edit.quantity);
    case 'discount-line':
      return discountLine(cart, edit.lineId, edit.discount);
    case 'discount-cart':
      return discountCart(cart, edit.discount);
    case 'remove-discount':
      return removeDiscount(cart, edit.discountId);
    case 'decide-discount':
      return decideDiscount(cart, edit.discountId, edit.overrideId);
    case 'price':
      return overridePrice(cart, edit.lineId, edit.asked);
    case 'exempt':
      return exemptTax(cart, edit.exemption);
    case 'note-line':
      return noteLine(cart, edit.lineId, edit.note);
    case 'note-cart':
      return noteCart(cart, edit.note);
    case 'remove-return':
      return removeReturn(cart, edit.returnId);
    case 'answer-stop':
      return answerStop(cart, edit.lineId, edit.answer);
    case 'deliver':
      return delivered(cart, edit);
    case 'member':
      return ofMember(cart, edit);
  }
}

function delivered(cart: Cart, { to, customer, ...asked }: Extract<SaleEdit, { type: 'deliver' }>): Cart {
  const next = deliverLine(cart, asked, to);
  return next.placed && customer ? { ...next, placed: { ...next.placed, customer } } : next;
}

type MemberEdit = Extract<SaleEdit, { type: 'member' }>;

function chosenAhead(state: SaleState, { memberId, group }: MemberEdit): SaleState {
  return { ...state, memberAhead: memberId, groupAhead: group?.groupId ?? null };
}

/** The cart of a member at the prices of their group, or of nobody at the price book's. */
function ofMember(cart: Cart, { memberId, group }: MemberEdit): Cart {
  const { memberId: _, groupId: __, ...rest } = cart;
  const { groupId, lists = [], listings = new Map<string, VariantListing>() } = group ?? {};
  const member = memberId === null ? {} : { memberId };
  return repriceCart({ ...rest, ...member, ...(groupId === undefined ? {} : { groupId }) }, lists, listings);
}

function added(state: SaleState, edit: Extract<SaleEdit, { type: 'add' }>, rules: TaxRules): SaleResult {
  const cart = begun(state, edit.cart);
  const quantity = edit.quantity ?? (state.multiplier ?? 1) * UNIT_SCALE[edit.item.unit];
  const added = addWithLinked(cart, { ...edit.item, quantity }, edit.linked ?? []);
  const next = edit.ageChecked === undefined ? added : { ...added, ageChecked: edit.ageChecked };
  const touched = next.lines.find((line, index) => line !== cart.lines[index]);
  const selected = touched?.id ?? state.selected;
  const multiplier = edit.quantity === undefined ? null : state.multiplier;
  return settledAs({ ...pinned(state, rules), selected, multiplier }, next);
}

function returned(state: SaleState, edit: Extract<SaleEdit, { type: 'return' }>, rules: TaxRules): SaleResult {
  return settledAs(pinned(state, rules), addReturn(begun(state, edit.cart), edit.line));
}

/** The cart there is, or a new one. */
function begun({ cart, memberAhead, groupAhead }: SaleState, opened: NewCart): Cart {
  if (cart) return cart;
  const member = memberAhead === null ? {} : { memberId: memberAhead };
  const group = groupAhead === null ? {} : { groupId: groupAhead };
  return { ...opened, lines: [], discounts: [], ...member, ...group };
}

/** The state with tax rules: those of its cart, or the present ones for a new cart. */
function pinned(state: SaleState, rules: TaxRules): SaleState {
  return { ...state, rules: (state.cart && state.rules) ?? rules, memberAhead: null, groupAhead: null, removed: null };
}

function isEmpty(cart: Cart): boolean {
  return cart.lines.length === 0 && (cart.returns ?? []).length === 0;
}

function removed(state: SaleState, lineId: string): SaleResult {
  const { cart } = state;
  const index = cart?.lines.findIndex((line) => line.id === lineId) ?? -1;
  const line = cart?.lines[index];
  if (!cart || !line) return { ok: true, state };
  const next = removeLine(cart, lineId);
  if (isEmpty(next)) return emptied(cart);
  const selected = (next.lines[index] ?? next.lines.at(-1))?.id ?? null;
  const taken: Removed = { kind: 'line', line, lines: cart.lines, placed: cart.placed };
  return settledAs({ ...state, selected, removed: taken }, next);
}

function split(state: SaleState, { lineId, newId }: Extract<SaleEdit, { type: 'split' }>): SaleResult {
  const { cart } = state;
  const line = cart?.lines.find((one) => one.id === lineId);
  if (!cart || !line) return { ok: true, state };
  const next = splitLine(cart, lineId, UNIT_SCALE[line.unit], newId);
  return next === cart ? { ok: true, state } : settledAs({ ...state, selected: newId, removed: null }, next);
}

/** What a deposit was taken for is not simply gone: its deposit is left, to be given back. */
function cleared(state: SaleState, cart: Cart): SaleResult {
  const deposits = (cart.returns ?? []).filter(isDepositLine);
  if (deposits.length === 0) return emptied(cart);
  const { taxExemption: _, ...rest } = cart;
  return settledAs(
    { ...state, selected: null, removed: null },
    { ...rest, lines: [], discounts: [], returns: deposits },
  );
}

function emptied(cart: Cart): SaleResult {
  return { ok: true, state: { ...EMPTY_SALE, removed: { kind: 'cart', cart } } };
}

function undone(state: SaleState, rules: TaxRules): SaleResult {
  const { cart, removed: taken } = state;
  if (!taken) return { ok: true, state };
  if (taken.kind === 'cart') return { ok: true, state: restored(taken.cart, rules) };
  if (!cart) return { ok: true, state };
  const { line, lines, placed } = taken;
  return settledAs({ ...state, selected: line.id, removed: null }, { ...cart, lines, ...(placed ? { placed } : {}) });
}

function restored(kept: Cart, rules: TaxRules): SaleState {
  const cart = kept.returns ? { ...kept, returns: returnsIn(kept.returns, rules.pricesIncludeTax) } : kept;
  const result = settle(cart, rules);
  const settled = result.ok ? result.settled : null;
  return { ...EMPTY_SALE, cart, settled, rules, selected: cart.lines.at(-1)?.id ?? null };
}

/** The state with the cart and its figures. A cart that had none before may stay without, so that its lines can be removed. */
function settledAs(state: SaleState, changed: Cart): SaleResult {
  if (!state.rules) return { ok: true, state };
  const cart = withPostage(changed);
  const result = settle(cart, state.rules);
  if (result.ok) return { ok: true, state: { ...state, cart, settled: result.settled } };
  if (state.cart && !state.settled) return { ok: true, state: { ...state, cart } };
  const [fault] = result.faults;
  if (!fault) throw new Error('settle gave neither figures nor a fault');
  return { ok: false, fault };
}

function neighbour({ cart, selected }: SaleState, by: 1 | -1): string | null {
  const lines = cart?.lines ?? [];
  const at = lines.findIndex((line) => line.id === selected);
  if (at < 0) return (by > 0 ? lines[0] : lines.at(-1))?.id ?? null;
  return lines[Math.min(Math.max(at + by, 0), lines.length - 1)]?.id ?? null;
}
