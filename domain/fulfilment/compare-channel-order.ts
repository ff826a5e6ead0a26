import { mulDiv } from '#domain/money/money.ts';
import type { TaxLine } from '#domain/tax/tax-rules.ts';
import type { ChannelDelivery, ChannelOrder, ChannelOrderLine, ChannelPayment } from './channel-order.ts';
import {
  isCharge,
  type KnownChannelOrder,
  type KnownLine,
  type KnownPart,
  moveLine,
  NOTHING_KNOWN,
} from './known-channel-order.ts';
import type { Delivery, PlacedCharge, PlacedLine, PlacedOrder } from './placed-order.ts';

/** What a line of a shop system sells here. */
export interface MappedVariant {
  variantId: string;
  sku: string;
  name: string;
  unit: PlacedLine['unit'];
  taxCategory: string;
  minimumAge?: number;
}

/** What a comparison needs to know and cannot find in the order. */
export interface CompareGround {
  orderId: string;
  channelId: string;
  /** The tender that money which the channel took is booked with. */
  tender: string;
  /** The tax category of postage and wrapping. */
  chargeTaxCategory: string;
  /** Undefined: nobody has said yet what it is here. */
  variantOf(line: ChannelOrderLine): MappedVariant | undefined;
  /** The store that a shop system's location is. */
  storeOf(externalLocationId: string): string | undefined;
  /** The id that a person's text is kept under; the same text of the same order has the same. */
  textId(text: string): string;
}

/** What follows from an order as it is now. */
export type ChannelOrderFact =
  | { kind: 'order.placed'; payload: PlacedOrder }
  | {
      kind: 'order.amended';
      payload: {
        orderId: string;
        asker: 'channel';
        reason: string;
        added?: PlacedLine[];
        deliveries?: Delivery[];
        charges?: PlacedCharge[];
      };
    }
  | {
      kind: 'order.cancelled';
      payload: {
        orderId: string;
        asker: 'channel';
        reason: string;
        lines: { lineId: string; quantity: number; amount: number }[];
        charges: { chargeId: string; amount: number }[];
      };
    }
  | {
      kind: 'order-payment.recorded';
      payload: Omit<ChannelPayment, 'reference'> & {
        orderId: string;
        currency: string;
        tender: string;
        reference?: string;
      };
    };

export interface ComparedOrder {
  facts: ChannelOrderFact[];
  known: KnownChannelOrder;
  /** Persons' texts that the facts name, by the id they are to be kept under. */
  texts: ReadonlyMap<string, string>;
  /** Lines that nobody has mapped yet: the rest is placed, they follow. */
  unmapped: readonly ChannelOrderLine[];
}

const UNKNOWN: KnownChannelOrder = {
  updatedAt: '',
  placed: false,
  lines: {},
  charges: {},
  deliveries: '',
  payments: [],
};

/**
 * What an order that a shop system has now says that is not known of it yet, as facts, and what is known of it afterwards. An
 * order that is older than what is known says nothing. Applied to any sequence of an order's states, old and doubled ones among
 * them, the facts come to the newest: each line is bought once, each cancellation counts once, each step of a payment stands once.
 */
export function compareChannelOrder(
  before: KnownChannelOrder | null,
  seen: ChannelOrder,
  ground: CompareGround,
): ComparedOrder {
  const known = before ?? UNKNOWN;
  const { texts, keep } = textsOf(ground);
  if (seen.updatedAt < known.updatedAt) return { facts: [], known, texts, unmapped: [] };
  const lines = changedLines(known.lines, seen, ground);
  if (!known.placed && lines.added.length === 0) {
    return { facts: [], known: { ...known, updatedAt: seen.updatedAt }, texts, unmapped: lines.unmapped };
  }
  const charges = changedCharges(known.charges, seen, ground);
  const deliveries = seen.deliveries.map((delivery) => deliveryOf(delivery, ground, keep));
  const told = JSON.stringify(deliveries);
  const added = { lines: lines.added, charges: [...charges.added, ...lines.charges] };
  const payments = newPayments(known.payments, seen, ground);
  const facts: ChannelOrderFact[] = [
    ...(known.placed
      ? amendedBy(ground, added, told === known.deliveries ? [] : deliveries)
      : [{ kind: 'order.placed', payload: placedOrder(seen, ground, { ...added, deliveries }, keep) } as const]),
    ...cancelledBy(ground, lines.cancelled, charges.cancelled),
    ...payments.facts,
  ];
  return {
    facts,
    known: {
      updatedAt: seen.updatedAt,
      placed: true,
      lines: lines.known,
      charges: charges.known,
      deliveries: told,
      payments: payments.known,
    },
    texts,
    unmapped: lines.unmapped,
  };
}

function amendedBy(
  ground: CompareGround,
  { lines, charges }: { lines: PlacedLine[]; charges: PlacedCharge[] },
  deliveries: Delivery[],
): ChannelOrderFact[] {
  if (lines.length + charges.length + deliveries.length === 0) return [];
  const changes = {
    ...(lines.length > 0 ? { added: lines } : {}),
    ...(deliveries.length > 0 ? { deliveries } : {}),
    ...(charges.length > 0 ? { charges } : {}),
  };
  return [{ kind: 'order.amended', payload: { ...askedBy(ground), ...changes } }];
}

function cancelledBy(ground: CompareGround, ofLines: KnownPart[], ofCharges: KnownPart[]): ChannelOrderFact[] {
  const lines = ofLines.filter(({ id }) => !isCharge(id));
  const charges = [...ofCharges, ...ofLines.filter(({ id }) => isCharge(id))];
  if (lines.length + charges.length === 0) return [];
  const payload = {
    ...askedBy(ground),
    lines: lines.map(({ id, quantity, amount }) => ({ lineId: id, quantity, amount })),
    charges: charges.map(({ id, amount }) => ({ chargeId: id, amount })),
  };
  return [{ kind: 'order.cancelled', payload }];
}

function askedBy({ orderId }: CompareGround) {
  return { orderId, asker: 'channel', reason: 'channel-changed' } as const;
}

function textsOf({ textId }: CompareGround) {
  const texts = new Map<string, string>();
  const keep = (text: string): string => {
    const id = textId(text);
    texts.set(id, text);
    return id;
  };
  return { texts, keep };
}

function placedOrder(
  seen: ChannelOrder,
  { orderId, channelId }: CompareGround,
  parts: Pick<PlacedOrder, 'lines' | 'charges' | 'deliveries'>,
  keep: (text: string) => string,
): PlacedOrder {
  const { name, email, phone, memberId, language } = seen.customer;
  const sum = (some: readonly { amount: number }[]) => some.reduce((total, { amount }) => total + amount, 0);
  return {
    orderId,
    number: seen.number,
    channelId,
    channelOrderId: seen.channelOrderId,
    placedAt: seen.placedAt,
    currency: seen.currency,
    pricesIncludeTax: seen.pricesIncludeTax,
    ...parts,
    total: sum(parts.lines) + sum(parts.charges),
    ...(memberId === undefined ? {} : { memberId }),
    customerId: keep(JSON.stringify({ name, ...(email ? { email } : {}), ...(phone ? { phone } : {}) })),
    ...(seen.note ? { noteId: keep(seen.note) } : {}),
    ...(language === undefined ? {} : { language }),
  };
}

function deliveryOf(delivery: ChannelDelivery, ground: CompareGround, keep: (text: string) => string): Delivery {
  const { id, method, externalLocationId, address, promisedBy } = delivery;
  const storeId = externalLocationId === undefined ? undefined : ground.storeOf(externalLocationId);
  const { country, postalCode } = address ?? {};
  return {
    id,
    method,
    ...(storeId === undefined ? {} : { storeId }),
    ...(address === undefined ? {} : { addressId: keep(JSON.stringify(address)) }),
    ...(country === undefined || postalCode === undefined ? {} : { destination: { country, postalCode } }),
    ...(promisedBy === undefined ? {} : { promisedBy }),
  };
}

function changedLines(known: KnownChannelOrder['lines'], seen: ChannelOrder, ground: CompareGround) {
  const next: Record<string, KnownLine> = { ...known };
  const unmapped: ChannelOrderLine[] = [];
  const [added, charges]: [PlacedLine[], PlacedCharge[]] = [[], []];
  const cancelled: KnownPart[] = [];
  for (const line of seen.lines) {
    const id = line.channelLineId;
    const bought = { quantity: line.quantity - line.cancelled.quantity, amount: line.amount - line.cancelled.amount };
    const before = next[id];
    // One that is new stands as it was ordered; what was cancelled of it since comes off it.
    const states = before ? [bought] : [line, bought];
    const variant = ground.variantOf(line);
    const needsVariant = line.quantity > 0 && bought.quantity > (before?.quantity ?? -1);
    if (!variant && needsVariant) {
      unmapped.push(line);
      continue;
    }
    for (const state of states) {
      const after = moveLine(next[id] ?? NOTHING_KNOWN, id, state);
      next[id] = after.line;
      cancelled.push(...after.cancelled);
      if (after.added && variant && after.added.quantity > 0) added.push(placedLine(line, variant, after.added));
      else if (after.added) charges.push(chargeOf(line, 'service', after.added, ground));
    }
  }
  const there = new Set(seen.lines.map(({ channelLineId }) => channelLineId));
  for (const [id, line] of Object.entries(known)) {
    if (there.has(id)) continue;
    const gone = moveLine(line, id, { quantity: 0, amount: 0 });
    cancelled.push(...gone.cancelled);
    next[id] = gone.line;
  }
  return { known: next, unmapped, added, charges, cancelled };
}

function changedCharges(known: KnownChannelOrder['charges'], seen: ChannelOrder, ground: CompareGround) {
  const next: Record<string, KnownLine> = { ...known };
  const added: PlacedCharge[] = [];
  const cancelled: KnownPart[] = [];
  const move = (id: string, amount: number): KnownPart | null => {
    const after = moveLine(next[id] ?? NOTHING_KNOWN, id, { quantity: 0, amount });
    next[id] = after.line;
    cancelled.push(...after.cancelled);
    return after.added;
  };
  for (const charge of seen.charges) {
    const id = charge.channelChargeId;
    const amounts = known[id] ? [charge.amount - charge.cancelled] : [charge.amount, charge.amount - charge.cancelled];
    for (const amount of amounts) {
      const more = move(id, amount);
      if (more) added.push(chargeOf(charge, charge.kind, more, ground));
    }
  }
  const there = new Set(seen.charges.map(({ channelChargeId }) => channelChargeId));
  for (const id of Object.keys(known)) if (!there.has(id)) move(id, 0);
  return { known: next, added, cancelled };
}

function placedLine(line: ChannelOrderLine, variant: MappedVariant, part: KnownPart): PlacedLine {
  return {
    id: part.id,
    deliveryId: line.deliveryId,
    ...variant,
    quantity: part.quantity,
    amount: part.amount,
    taxes: partTaxes(line, part.amount),
    ...(line.substitution === undefined ? {} : { substitution: line.substitution }),
  };
}

function chargeOf(
  whole: { name: string; amount: number; taxes: readonly TaxLine[] },
  kind: PlacedCharge['kind'],
  part: KnownPart,
  { chargeTaxCategory }: CompareGround,
): PlacedCharge {
  const taxes = partTaxes(whole, part.amount);
  return { id: part.id, kind, name: whole.name, amount: part.amount, taxCategory: chargeTaxCategory, taxes };
}

/** The taxes of a part of what was bought, in proportion; net and taxes come to its amount. */
function partTaxes({ amount, taxes }: { amount: number; taxes: readonly TaxLine[] }, part: number): TaxLine[] {
  if (part === amount) return [...taxes];
  if (amount === 0) return [];
  const amounts = taxes.map((tax) => mulDiv(tax.amount, part, amount));
  const net = part - amounts.reduce((total, one) => total + one, 0);
  return taxes.map(({ code, ratePpm }, at) => ({ code, ratePpm, base: net, amount: amounts[at] ?? 0 }));
}

function newPayments(recorded: readonly string[], seen: ChannelOrder, { orderId, tender }: CompareGround) {
  const known = new Set(recorded);
  const facts: ChannelOrderFact[] = [];
  for (const { paymentId, step, amount, reference } of seen.payments) {
    const key = `${paymentId} ${step}`;
    if (known.has(key) || amount === 0) continue;
    known.add(key);
    const said = { orderId, paymentId, step, amount, currency: seen.currency, tender };
    const payload = reference === undefined ? said : { ...said, reference };
    facts.push({ kind: 'order-payment.recorded', payload });
  }
  return { known: [...known], facts };
}
