import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { PlacedOrder } from '#domain/fulfilment/placed-order.ts';
import type { OrderDraft, Payment } from '#domain/order/order.ts';
import { type Tender, type TenderKind, tenderOf } from '#domain/tender/tender.ts';
import type { KeptPayments } from './kept-payments.ts';

const STORED = {
  'gift-card': 'gift-card',
  'store-credit': 'store-credit',
  voucher: 'voucher',
  points: 'points',
} as const satisfies Partial<Record<TenderKind, string>>;

interface Ticket {
  orderId: string;
  order: OrderDraft;
  tenders: readonly Tender[];
  /** Codes of store credit that this ticket gives out; all others exist already. */
  issued: ReadonlySet<string>;
  postVoid: KeptPayments['postVoid'];
  /** The order for what of it is not carried out. */
  placed?: PlacedOrder | null;
  newId: () => string;
}

/**
 * The facts of a paid ticket, to be journalled together: the ticket, stored value spent and issued, accounts charged, and the
 * sale it voids. Each gets an id of its own, so that asking again with the same drafts changes nothing.
 */
export function ticketDrafts({ orderId, order, tenders, issued, postVoid, placed, newId }: Ticket): FactDraft[] {
  const draft = (kind: string, payload: unknown): FactDraft => ({ id: newId(), kind, version: 1, payload });
  const ticket = { id: orderId, kind: 'order.completed', version: 1, payload: order };
  const payments = order.payments.flatMap((payment) =>
    paymentDrafts(payment, tenderOf(tenders, payment.tender), { orderId, order, issued, draft }),
  );
  return [
    ticket,
    // As the ticket is named by its cart: what is made anew of the same cart is known again.
    ...(placed ? [{ ...draft('order.placed', placed), id: placed.orderId }] : []),
    ...payments,
    ...soldCards(orderId, order, draft),
    ...returnedCards(orderId, order, draft),
    ...voided(orderId, order, postVoid, draft),
  ];
}

type MakeDraft = (kind: string, payload: unknown) => FactDraft;

function paymentDrafts(
  { amount, tendered, instrument, accountId }: Payment,
  tender: Tender | undefined,
  { orderId, order, issued, draft }: Pick<Ticket, 'orderId' | 'order' | 'issued'> & { draft: MakeDraft },
): FactDraft[] {
  const { currency, memberId } = order;
  const kind = tender && tender.kind in STORED ? STORED[tender.kind as keyof typeof STORED] : null;
  if (kind && instrument !== undefined && amount !== 0) {
    const common = { instrument, class: kind, currency, orderId };
    if (!issued.has(instrument)) {
      return [draft('value.redeemed', { ...common, amount: tendered } satisfies PayloadOf<'value.redeemed'>)];
    }
    const member = memberId === undefined ? {} : { memberId };
    const issue: PayloadOf<'value.issued'> = { ...common, amount: -amount, ...member };
    return [draft('value.issued', issue)];
  }
  if (accountId !== undefined && amount !== 0) {
    const moved: PayloadOf<'account.charged'> = { accountId, amount: Math.abs(tendered), currency, orderId };
    return [draft(amount > 0 ? 'account.charged' : 'account.paid', moved)];
  }
  return [];
}

/** What lines that sell or top up a gift card put on it. */
function soldCards(orderId: string, { lines, currency, memberId }: OrderDraft, draft: MakeDraft): FactDraft[] {
  return lines.flatMap(({ storedValue, instrument, amount }) => {
    if (storedValue === undefined || instrument === undefined || amount <= 0) return [];
    const member = memberId === undefined ? {} : { memberId };
    const payload: PayloadOf<'value.issued'> = { instrument, class: storedValue, amount, currency, orderId, ...member };
    return [draft('value.issued', payload)];
  });
}

/** What is taken off gift cards whose sale is undone. */
function returnedCards(orderId: string, { returns = [], currency }: OrderDraft, draft: MakeDraft): FactDraft[] {
  return returns.flatMap(({ storedValue, instrument, amount }) => {
    if (storedValue === undefined || instrument === undefined || amount >= 0) return [];
    const payload: PayloadOf<'value.redeemed'> = { instrument, class: storedValue, amount: -amount, currency, orderId };
    return [draft('value.redeemed', payload)];
  });
}

/** A sale is voided only by a ticket that gives back all of it and nothing else; one that was changed since is a return. */
function voided(
  returnId: string,
  { lines, returns = [] }: OrderDraft,
  postVoid: KeptPayments['postVoid'],
  draft: MakeDraft,
): FactDraft[] {
  if (!postVoid) return [];
  const { lines: sold, ...what } = postVoid;
  const isWhole = lines.length === 0 && returns.length === sold;
  if (!isWhole || returns.some(({ source }) => source?.orderId !== postVoid.orderId)) return [];
  return [draft('sale.post-voided', { ...what, returnId } satisfies PayloadOf<'sale.post-voided'>)];
}
