import type { OrderAnswer } from '#contracts/http/api.ts';
import type { SignedReceipt } from '#contracts/views/signed-receipt.ts';
import type { ReturnLine } from '#domain/order/cart.ts';
import type { Order, OrderLine, Payment } from '#domain/order/order.ts';
import type { Paid } from '#domain/order/refund-means.ts';
import { returnablesOf, returnedOf } from '#domain/order/returnable.ts';
import { receiptText } from '#domain/receipt/build-receipt.ts';
import { taxAmounts } from '#domain/tax/tax-amounts.ts';
import { ratesOf, type TaxRules } from '#domain/tax/tax-rules.ts';
import type { OrderFact, VariantCard } from '#renderer/store/till-store.ts';

/** A past ticket as far as it is known here, with what came back of it. */
export interface SoldTicket {
  orderId: string;
  receipt: string;
  at: string;
  businessDate: string;
  order: Pick<Order, 'lines' | 'returns' | 'pricesIncludeTax' | 'payments' | 'rounding' | 'currency' | 'memberId'>;
  /** All that came back of it, as far as is known. */
  returned: readonly ReturnLine[];
  /** The tickets it came back on, as paid. */
  givenBack: readonly Paid[];
  postVoided: boolean;
  /** Of lines that were left for later, how much nobody was handed and is not given back; only the server knows. */
  undelivered?: ReadonlyMap<string, number>;
  /** `own`: this register's journal alone; `server`: all registers; `code`: its signed code alone, so that it may have come back elsewhere. */
  known: 'own' | 'server' | 'code';
}

/** One of this register's tickets, with its returns here. */
export function ownTicket(fact: OrderFact, returns: readonly OrderFact[]): SoldTicket {
  const { id, at, businessDate, payload } = fact;
  const lines = returns.flatMap((ticket) => ticket.payload.returns ?? []);
  return {
    orderId: id,
    receipt: receiptText(payload.receipt),
    at,
    businessDate,
    order: payload,
    returned: lines.filter(({ source }) => source?.orderId === id),
    givenBack: returns.map((ticket) => ticket.payload),
    postVoided: false,
    known: 'own',
  };
}

/** A ticket of any register, as the server has it. */
export function serverTicket(answer: OrderAnswer): SoldTicket {
  const { orderId, order, at, businessDate, postVoided } = answer;
  const receipt = receiptText(order.receipt);
  const returned = answer.returned.flatMap(({ lineId, returned: quantity, refunded, refundedTaxes }): ReturnLine[] => {
    const line = order.lines.find(({ id }) => id === lineId);
    if (!line || quantity === 0) return [];
    const taxes = refundedTaxes.map((tax) => ({ ...tax, base: back(tax.base), amount: back(tax.amount) }));
    return [earlier(line, { orderId, receipt, lineId }, quantity, back(refunded), taxes)];
  });
  const payments = answer.refunds.map(({ tender, amount, reference }, index): Payment => {
    const given = { tendered: back(amount), change: 0, amount: back(amount) };
    return { id: `${orderId}/${index}`, tender, ...given, ...(reference === undefined ? {} : { reference }) };
  });
  const givenBack = payments.length === 0 ? [] : [{ payments, rounding: 0 }];
  const undelivered = new Map(answer.undelivered?.map(({ lineId, quantity }) => [lineId, quantity]));
  const sold = { orderId, receipt, at, businessDate, order, returned, givenBack, postVoided };
  return { ...sold, undelivered, known: 'server' };
}

/** What this register knows and what the server knows of the same ticket: of each line the return that is further on. */
export function mergedTicket(own: SoldTicket, server: SoldTicket): SoldTicket {
  const count = (ticket: SoldTicket, lineId: string): number =>
    returnedOf(ticket.orderId, lineId, ticket.returned).reduce((sum, { quantity }) => sum + quantity, 0);
  const returned = server.order.lines.flatMap(({ id }) => {
    const further = count(own, id) > count(server, id) ? own : server;
    return returnedOf(further.orderId, id, further.returned);
  });
  const sum = (ticket: SoldTicket): number =>
    ticket.givenBack.flatMap(({ payments }) => payments).reduce((all, { amount }) => all - Math.min(0, amount), 0);
  return { ...server, returned, givenBack: sum(own) > sum(server) ? own.givenBack : server.givenBack };
}

/**
 * A ticket of another register of which only the signed code is here: amounts are the code's, names and tax categories the
 * catalogue's; goods that are in the catalogue no longer are left out. What came back of it elsewhere is not known.
 */
export function codeTicket(
  code: SignedReceipt,
  cards: readonly (VariantCard | null)[],
  rules: TaxRules,
  businessDate: string,
): SoldTicket {
  const lines = code.lines.flatMap(([lineId, variantId, quantity, gross], index): OrderLine[] => {
    const card = cards[index];
    const rates = card && ratesOf(rules, card.taxCategory);
    if (!card || !rates) return [];
    const [taxes = []] = taxAmounts([{ amount: gross, rates }], { ...rules, pricesIncludeTax: true }).lines;
    const { sku, name, unit, taxCategory } = card;
    const what = { id: lineId, variantId, sku, name, unit, taxCategory, quantity };
    const parts = card.rules?.service ? [] : card.rules?.parts;
    const price = {
      unitPrice: gross,
      priceVersion: 0,
      discounts: [],
      listAmount: gross,
      adjustments: [],
      amount: gross,
    };
    const storedValue = card.rules?.storedValue;
    return [{ ...what, ...price, taxes, ...(parts ? { parts } : {}), ...(storedValue ? { storedValue } : {}) }];
  });
  const { orderId, receipt, at, currency } = code;
  const order = { lines, pricesIncludeTax: true, payments: [], rounding: 0, currency };
  return { orderId, receipt, at, businessDate, order, returned: [], givenBack: [], postVoided: false, known: 'code' };
}

/** Whether something of it can still come back. */
export function isReturnable({ order, orderId, returned, postVoided }: SoldTicket): boolean {
  return !postVoided && returnablesOf(order, orderId, returned).some(({ quantity }) => quantity > 0);
}

function earlier(
  line: OrderLine,
  source: NonNullable<ReturnLine['source']>,
  quantity: number,
  amount: number,
  taxes: ReturnLine['taxes'],
): ReturnLine {
  const { id, variantId, sku, name, unit, taxCategory } = line;
  const what = { id, source, variantId, sku, name, unit, taxCategory };
  return { ...what, quantity, amount, taxes, reason: 'other', condition: 'restock' };
}

/** Of an amount of either sign: what was given back, zero or negative. */
function back(amount: number): number {
  return amount === 0 ? 0 : -Math.abs(amount);
}
