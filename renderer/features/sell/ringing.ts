import { v7 as uuid } from 'uuid';
import type { Minor } from '#domain/money/money.ts';
import type { Cart } from '#domain/order/cart.ts';
import { isExpired, itemFault } from '#domain/order/cart-checks.ts';
import type { NewItem } from '#domain/order/cart-edit.ts';
import { UNLISTED } from '#domain/order/order-movements.ts';
import { localName } from '#renderer/app/local-name.ts';
import type { Photo } from '#renderer/features/pictures/photo.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { asOf } from './as-of.ts';
import { batchChecked, haltOfItem, type StoppedItem } from './halted.ts';
import { atPriceOf } from './listings.ts';
import {
  isLabelled,
  itemOf,
  linkedItems,
  type Pending,
  type Prompt,
  promptFor,
  quantityOf,
  weighingOf,
} from './ring-up.ts';
import type { SaleNotice, SaleParts } from './sale.ts';

/** How much of a scanned code a line and a report keep. */
const CODE_MAX = 40;
const REPORTED_MAX = 100;

/** An item the shop does not list, as the cashier describes it. */
export interface UnlistedItem {
  categoryId: string;
  taxCategory: string;
  name: string;
  unitPrice: Minor;
  quantity: number;
  /** Its barcode, where it has one. */
  code?: string;
  /** How it looks, for whoever adds it to the catalogue. */
  photo?: Photo;
}

/** What the scale says: what is to be paid for, and what was taken off. In grams. */
export interface Weight {
  netGrams: number;
  tareGrams: number;
}

/** How a customer's age was judged. */
export type AgeMethod = 'looks' | 'document';

/** What is answered of something that is stopped: its pack is of another batch, or of that one; or it is sold all the same. */
export type StoppedAnswer = 'other-batch' | 'that-batch' | 'sell';

export interface Ringing {
  /**
   * Rings up what is exactly meant, in turn with what was scanned; what must be asked first is asked by `view.prompt`, behind
   * what is asked already. One of the variants that are asked about is the answer. Answers whether it was taken.
   */
  add(card: VariantCard): Promise<boolean>;
  /** The same for what was chosen by name or picture: of a product with several variants it is asked which one. */
  choose(card: VariantCard): Promise<boolean>;
  /** Answers the prompt for a price, quantity, serial number or gift card. */
  answer(given: Pick<Pending, 'unitPrice' | 'quantity' | 'serial' | 'instrument'>): Promise<void>;
  /**
   * Answers a prompt for a weight by the scale. Answers false, and nothing is added, when that prompt is not the one that is
   * open now, or there is no weight.
   */
  weighed(prompt: Prompt, weight: Weight): boolean;
  /** What lay on the scale when a weight was last taken, packaging and all; null before the first. */
  lastGross(): number | null;
  answerAge(verdict: 'passed' | 'refused', method: AgeMethod): void;
  /** Sells what is no longer in the assortment, if somebody may allow it. */
  sellArchived(): Promise<void>;
  /** Answers what is asked of an item that is stopped. */
  answerStopped(answer: StoppedAnswer): Promise<void>;
  /** Gives up the item that is asked about. */
  dismiss(): void;
  /** Sells what the shop does not list, and reports it. Answers whether it is in the cart. */
  addUnlisted(item: UnlistedItem): Promise<boolean>;
}

export function createRinging(parts: SaleParts): Ringing & {
  ring(card: VariantCard, facts: Partial<Pending>): boolean | Promise<boolean>;
  /** Gives up what is asked about and what waits, and says which. */
  leaveOut(): void;
} {
  const { view, edit, refuse, newCart, inTurn, locked, store, config, businessDate, play, allow, journal, barred } =
    parts;
  const { stops, listsFor } = parts;
  const queue: Pending[] = [];
  let gross: number | null = null;
  const tellWaiting = (): void => view.update((current) => ({ ...current, waiting: queue.map(({ card }) => card) }));
  const nameOf = (card: VariantCard): string => localName(card, config().store.language);
  const notify = (notice: SaleNotice): void => view.update((current) => ({ ...current, notice }));
  const show = (prompt: Prompt | null): void => view.update((current) => ({ ...current, prompt }));

  /** At once for plain goods; what is sold along with it is looked up first. */
  function ring(card: VariantCard, facts: Partial<Pending>): boolean | Promise<boolean> {
    const { cart, prompt } = view.get();
    const stop = barred(cart === null);
    if (stop) return refuse(stop);
    const isAnswer = prompt?.kind === 'options' && prompt.cards.some(({ variantId }) => variantId === card.variantId);
    if (isAnswer) return chosen(card, facts, prompt.item);
    if (facts.multiplier !== undefined && isLabelled(facts)) return refuse('label-multiplied', { name: nameOf(card) });
    const item = { linked: [], cart: newCart(), ...facts, card };
    const wanted = card.rules?.linked?.map(({ variantId }) => variantId) ?? [];
    if (wanted.length === 0) return advance(item);
    return withLinked(item, wanted);
  }

  async function withLinked(item: Pending, wanted: readonly string[]): Promise<boolean> {
    const linked = (await store()?.cards(wanted)) ?? [];
    return advance({ ...item, linked: linked.filter((card) => card !== null) });
  }

  /** The variant that was asked for, before what waits behind the question. */
  async function chosen(card: VariantCard, facts: Partial<Pending>, { multiplier }: Pending): Promise<boolean> {
    show(null);
    const taken = await ring(card, multiplier === undefined ? facts : { multiplier, ...facts });
    const refusal = taken ? null : view.get().notice;
    if (!view.get().prompt) next();
    if (refusal) notify(refusal);
    return taken;
  }

  /** Asks what is still to be asked, or rings it up. */
  function advance(asked: Pending): boolean {
    if (locked()) return refuse('scan-while-paying');
    const item = pinned(asked, view.get().cart);
    const { card, expiry, variants } = item;
    if (isExpired(expiry, businessDate())) return refuse('item-expired', { name: nameOf(card), expiry: expiry ?? '' });
    const stopped = variants ? null : haltOfItem(stops(), item);
    if (stopped?.halt.verdict === 'refused') return refuseStopped(stopped);
    if (!variants && !card.price && !card.rules?.openPrice) return withoutPrice(card);
    const { cart, prompt: asking } = view.get();
    const prompt = stopped ? askStopped(item, stopped) : promptFor(item, cart);
    if (!prompt) return finish(item);
    if (asking) {
      queue.push(item);
      tellWaiting();
      play('wrong');
    } else show(prompt);
    return true;
  }

  /** At the prices of the group that the cart is for, or the one that begins with the item. */
  function atGroup<L extends Omit<NewItem, 'quantity'>>(line: L, card: VariantCard, item: Pending): L {
    const { cart, groupAhead } = view.get();
    const groupId = cart ? cart.groupId : (groupAhead ?? undefined);
    return groupId === undefined ? line : atPriceOf(line, card, listsFor(groupId), (cart ?? item.cart).openedAt);
  }

  function finish(item: Pending): boolean {
    const { cart } = view.get();
    const quantity = quantityOf(item);
    const line = atGroup({ ...itemOf(uuid(), item, nameOf(item.card)), ...weighingOf(item) }, item.card, item);
    const fault = itemFault(cart, { ...line, quantity }, businessDate());
    if (fault) return refuse(fault.code, { name: line.name, serial: item.serial ?? '', expiry: item.expiry ?? '' });
    const linked = linkedItems(item, quantity, uuid, nameOf).map((along) => {
      const card = item.linked.find(({ variantId }) => variantId === along.variantId);
      return card ? atGroup(along, card, item) : along;
    });
    const { ageChecked } = item;
    const checked = ageChecked === undefined ? {} : { ageChecked };
    if (!edit({ type: 'add', item: line, quantity, linked, cart: item.cart, ...checked })) return false;
    play('scan');
    const unpriced = item.linked.find((card) => !card.price);
    const { card } = item;
    const stocked = !card.rules?.service && !card.rules?.parts;
    if (unpriced) report('price-missing', unpriced);
    else if (stocked && card.stock && card.stock.onHand <= 0) tell('stock-zero', card);
    return true;
  }

  function refuseStopped({ card, halt }: StoppedItem): false {
    return refuse('item-recalled', { name: nameOf(card), reason: halt.stop.reason });
  }

  function askStopped(item: Pending, { card, halt }: StoppedItem): Prompt {
    return { kind: 'stopped', item, halt, name: nameOf(card) };
  }

  function withoutPrice(card: VariantCard): false {
    journal.tell({
      kind: 'problem.reported',
      payload: { problem: 'price-missing', code: card.sku, name: nameOf(card), categoryId: card.categoryId },
    });
    return refuse('price-missing', { name: nameOf(card) });
  }

  function report(code: string, card: VariantCard): void {
    play('wrong');
    tell(code, card);
  }

  function tell(code: string, card: VariantCard): void {
    notify({ code, params: { name: nameOf(card) } });
  }

  /** Ends the open question, and goes on with what waited meanwhile up to the next one. A refusal among it stays in sight. */
  function next(): void {
    show(null);
    let refusal: SaleNotice | null = null;
    while (!view.get().prompt) {
      const item = queue.shift();
      if (!item) break;
      if (!advance(item)) refusal = view.get().notice;
    }
    tellWaiting();
    if (refusal) notify(refusal);
  }

  /** Goes on with the item that is asked about. */
  function goOn(item: Pending): void {
    queue.unshift(item);
    next();
  }

  function leaveOut(): void {
    const { prompt } = view.get();
    const asked = prompt ? [prompt.item] : [];
    const left = [...asked, ...queue.splice(0)];
    show(null);
    tellWaiting();
    if (left.length > 0) refuse('items-left-out', { names: left.map(({ card }) => nameOf(card)).join(', ') });
  }

  /** The cart there is, or the one that begins with the item. */
  function cartIdOf(item: Pending): string {
    return (view.get().cart ?? item.cart).id;
  }

  async function mayGive(given: Pick<Pending, 'unitPrice' | 'instrument'>, item: Pending): Promise<boolean> {
    const { unitPrice, instrument } = given;
    if (instrument !== undefined) return (await allow('stored-value-issue', 0, cartIdOf(item))).ok;
    if (unitPrice !== undefined) return (await allow('open-price', 0, cartIdOf(item))).ok;
    return true;
  }

  async function pick(card: VariantCard, counted: Partial<Pending>): Promise<boolean> {
    const variants = card.rules?.options ? ((await store()?.variantsOf(card.productId)) ?? []) : [];
    if (variants.length < 2) return ring(card, counted);
    const stop = barred(view.get().cart === null);
    return stop ? refuse(stop) : advance({ card, variants, linked: [], cart: newCart(), ...counted });
  }

  return {
    ring,
    leaveOut,
    add: (card) => inTurn(async (counted) => ring(card, counted)),
    choose: (card) => inTurn((counted) => pick(card, counted)),
    async answer(given) {
      const { prompt } = view.get();
      if (!prompt || !isFigure(prompt)) return;
      const { item } = prompt;
      const byHand = given.quantity !== undefined && item.card.unit === 'kg';
      const weighing = byHand ? { weighing: { by: 'hand' as const } } : {};
      const may = await mayGive(given, item);
      if (may && view.get().prompt === prompt) goOn({ ...item, ...given, ...weighing });
    },
    weighed(prompt, { netGrams, tareGrams }) {
      if (view.get().prompt !== prompt || prompt.kind !== 'quantity' || netGrams <= 0) return false;
      gross = netGrams + tareGrams;
      const tare = tareGrams > 0 ? { tareGrams } : {};
      goOn({ ...prompt.item, quantity: netGrams, weighing: { by: 'scale', ...tare } });
      return true;
    },
    lastGross: () => gross,
    answerAge(verdict, method) {
      const { prompt } = view.get();
      if (prompt?.kind !== 'age') return;
      const { item, age } = prompt;
      journal.tell({
        kind: 'restriction.checked',
        payload: { cartId: cartIdOf(item), rule: 'age', minimumAge: age, verdict, method },
      });
      if (verdict === 'passed') return goOn({ ...item, ageChecked: age });
      next();
      refuse('age-refused', { name: nameOf(item.card), age });
    },
    async sellArchived() {
      const { prompt } = view.get();
      if (prompt?.kind !== 'archived') return;
      const { item } = prompt;
      const allowed = await allow('archived-item', 0, cartIdOf(item));
      if (allowed.ok && view.get().prompt === prompt) goOn({ ...item, archived: true });
    },
    async answerStopped(answer) {
      const { prompt } = view.get();
      if (prompt?.kind !== 'stopped') return;
      const { item, halt, name } = prompt;
      const { stop } = halt;
      const checkedStops = [...(item.checkedStops ?? []), stop.stopId];
      if (answer === 'sell') {
        const allowed = await allow('stopped-item', 0, cartIdOf(item), { name });
        if (allowed.ok && view.get().prompt === prompt) goOn({ ...item, checkedStops });
        return;
      }
      journal.tell(batchChecked(cartIdOf(item), { name, stop }, answer));
      if (answer === 'other-batch') return goOn({ ...item, checkedStops });
      if (stop.kind === 'stop' && stop.variantId === item.card.variantId)
        return goOn({ ...item, batch: stop.batch ?? '' });
      next();
      refuse('item-recalled', { name, reason: stop.reason });
    },
    dismiss: next,
    async addUnlisted({ categoryId, taxCategory, name, unitPrice, quantity, code, photo }) {
      const cart = view.get().cart ?? newCart();
      if (!(await allow('unlisted-item', 0, cart.id)).ok) return false;
      const gtin = code === undefined ? {} : { gtin: code.slice(0, CODE_MAX) };
      const item = {
        id: uuid(),
        variantId: `${UNLISTED}${categoryId}`,
        sku: gtin.gtin ?? categoryId,
        name,
        unit: 'each' as const,
        taxCategory,
        unitPrice,
        priceVersion: 0,
        priceSource: 'entered' as const,
        unlisted: { categoryId, ...gtin },
      };
      if (!edit({ type: 'add', item, quantity, cart })) return false;
      edit({ type: 'multiplier', value: null });
      play('scan');
      const pictured = photo === undefined ? null : { id: uuid(), text: photo };
      journal.tell({
        kind: 'problem.reported',
        ...(pictured ? { notes: [pictured] } : {}),
        payload: {
          problem: 'unlisted-item',
          name,
          categoryId,
          price: unitPrice,
          ...(code === undefined ? {} : { code: code.slice(0, REPORTED_MAX) }),
          ...(pictured ? { photoId: pictured.id } : {}),
        },
      });
      return true;
    },
  };
}

/** Whether a prompt asks for something to be keyed in. */
function isFigure(prompt: Prompt): boolean {
  return ['price', 'quantity', 'serial', 'instrument'].includes(prompt.kind);
}

/** At the prices that were in force when the cart began. */
function pinned(item: Pending, cart: Cart | null): Pending {
  const { openedAt } = cart ?? item.cart;
  return { ...item, card: asOf(item.card, openedAt), linked: item.linked.map((card) => asOf(card, openedAt)) };
}
