import type { Minor } from '#domain/money/money.ts';

/** A line, or a charge, that stands in the order for one of the shop system: what is still bought of it. */
export interface KnownPart {
  id: string;
  quantity: number;
  amount: Minor;
}

/** A line or a charge of a shop system, as far as facts were made of it. */
export interface KnownLine {
  /** What the shop system last said is bought of it: less what was cancelled. */
  quantity: number;
  amount: Minor;
  /** What stands for it, in the order in which it was added. */
  parts: readonly KnownPart[];
}

/** What is known of a channel's order: what its shop system said of it, as far as facts were made of that. Nothing personal stands in it. */
export interface KnownChannelOrder {
  /** Of the newest that was looked at; ISO 8601. */
  updatedAt: string;
  /** False while no line of it is mapped: nothing could be placed. */
  placed: boolean;
  lines: Readonly<Record<string, KnownLine>>;
  charges: Readonly<Record<string, KnownLine>>;
  /** The deliveries as they were last told, as text. */
  deliveries: string;
  /** Steps of payments that are recorded: `paymentId` and `step`, apart by a blank. */
  payments: readonly string[];
}

const MORE = /[~+]\d+$/;

/** The shop system's line that an order's line stands for: what is bought besides, of the same line, has a number after `~`. */
export function channelLineOf(lineId: string): string {
  return lineId.replace(MORE, '');
}

/**
 * The same with what the book has of its lines and charges, by their ids: what a store cancelled is bought no more, whether its shop
 * system shows that or not, and cannot be cancelled once more. What a shop system shows of what it was told here is left out by its
 * connector.
 */
export function asBooked(
  known: KnownChannelOrder,
  booked: ReadonlyMap<string, { quantity: number; amount: Minor }>,
): KnownChannelOrder {
  const withBook = (lines: KnownChannelOrder['lines']) =>
    Object.fromEntries(
      Object.entries(lines).map(([id, line]) => {
        const parts = line.parts.map((part) => ({ ...part, ...booked.get(part.id) }));
        return [id, { ...line, parts }];
      }),
    );
  return { ...known, lines: withBook(known.lines), charges: withBook(known.charges) };
}

/** A line, or a charge, after its shop system said how much is bought of it. */
export interface MovedLine {
  line: KnownLine;
  /** What is bought besides; without pieces it is money alone. */
  added: KnownPart | null;
  cancelled: KnownPart[];
}

export const NOTHING_KNOWN: KnownLine = { quantity: 0, amount: 0, parts: [] };

/**
 * What follows when a shop system says that so many pieces for so much money are bought of its line now. What is more stands as a
 * part of its own, what is less comes off the parts, the last added first, as far as they have it.
 */
export function moveLine(line: KnownLine, id: string, to: { quantity: number; amount: Minor }): MovedLine {
  const more = { quantity: Math.max(0, to.quantity - line.quantity), amount: Math.max(0, to.amount - line.amount) };
  const less = { quantity: Math.max(0, line.quantity - to.quantity), amount: Math.max(0, line.amount - to.amount) };
  const off = takeOff(line.parts, less.quantity, less.amount);
  const isMore = more.quantity > 0 || more.amount > 0;
  const added = isMore ? { id: partId(id, line.parts.length, more.quantity), ...more } : null;
  return {
    line: { quantity: to.quantity, amount: to.amount, parts: added ? [...off.left, added] : off.left },
    added,
    cancelled: off.taken,
  };
}

/** Whether a part of a line is money alone: it stands as a charge. */
export function isCharge(partOf: string): boolean {
  return /\+\d+$/.test(partOf);
}

function partId(id: string, number: number, quantity: number): string {
  if (number === 0) return id;
  return quantity > 0 ? `${id}~${number}` : `${id}+${number}`;
}

function takeOff(parts: readonly KnownPart[], pieces: number, money: Minor) {
  const taken: KnownPart[] = [];
  const left: KnownPart[] = [];
  let [quantity, amount] = [pieces, money];
  for (const part of [...parts].reverse()) {
    const off = { id: part.id, quantity: Math.min(part.quantity, quantity), amount: Math.min(part.amount, amount) };
    if (off.quantity > 0 || off.amount > 0) taken.push(off);
    left.unshift(lessOf(part, off.quantity, off.amount));
    quantity -= off.quantity;
    amount -= off.amount;
  }
  return { taken, left };
}

function lessOf(part: KnownPart, quantity: number, amount: Minor): KnownPart {
  return {
    id: part.id,
    quantity: Math.max(0, part.quantity - quantity),
    amount: Math.max(0, part.amount - amount),
  };
}
