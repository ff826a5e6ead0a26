/** A product, or a batch of it, that is not to be sold. */
export interface SaleStop {
  stopId: string;
  variantId: string;
  /** Missing: every batch. */
  batch?: string;
  /** A recall is obeyed by everybody; a stop may be passed by whoever may. */
  kind: 'stop' | 'recall';
  /** For whoever stands at the till. */
  reason: string;
}

/** What is sold, as far as stops ask. */
export interface Sold {
  variantId: string;
  batch?: string;
  /** What one of it takes off the shelf instead of itself. */
  parts?: readonly { variantId: string }[];
  /** Stops that somebody has answered for this line: the pack is of another batch, or it may be sold all the same. */
  checkedStops?: readonly string[];
}

/**
 * What stands in the way of selling something. `refused`: it is not sold. `batch`: only of a batch, and which one this is is not
 * known: somebody must look at the pack. `permission`: whoever may decides.
 */
export interface Halt {
  verdict: 'refused' | 'batch' | 'permission';
  stop: SaleStop;
}

const RANK = { refused: 0, batch: 1, permission: 2 } as const;

/** Stops by the product that they are of. */
export type StopBook = ReadonlyMap<string, readonly SaleStop[]>;

/** The stops in force, by variant, to be asked by `haltOf`. */
export function stopBook(stops: readonly SaleStop[]): StopBook {
  const book = new Map<string, SaleStop[]>();
  for (const stop of stops) book.set(stop.variantId, [...(book.get(stop.variantId) ?? []), stop]);
  return book;
}

/** The gravest of what stands in the way of selling something; null when nothing does. */
export function haltOf(book: StopBook, sold: Sold): Halt | null {
  return haltsOf(book, sold)[0] ?? null;
}

/** All that stands in the way of selling something, the gravest first. The batch of a bundle's part is never known. */
export function haltsOf(book: StopBook, sold: Sold): Halt[] {
  if (book.size === 0) return [];
  const own = (book.get(sold.variantId) ?? []).map((stop) => haltBy(stop, sold.batch, sold.checkedStops));
  const parts = (sold.parts ?? []).flatMap(({ variantId }) => book.get(variantId) ?? []);
  const halts = [...own, ...parts.map((stop) => haltBy(stop, undefined, sold.checkedStops))];
  return halts.filter((halt) => halt !== null).sort((a, b) => RANK[a.verdict] - RANK[b.verdict]);
}

function haltBy(stop: SaleStop, batch: string | undefined, checked: readonly string[] = []): Halt | null {
  if (stop.batch !== undefined && batch !== undefined && !isSameBatch(stop.batch, batch)) return null;
  const isAsked = stop.batch !== undefined && batch === undefined;
  if (checked.includes(stop.stopId) && (isAsked || stop.kind === 'stop')) return null;
  if (isAsked) return { verdict: 'batch', stop };
  return { verdict: stop.kind === 'recall' ? 'refused' : 'permission', stop };
}

/** Whether two texts name one batch, however they were keyed in: in any width and case, with or without spaces. */
export function isSameBatch(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(batch: string): string {
  return batch.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
}
