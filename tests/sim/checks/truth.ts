import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import type { JournalLine } from '#domain/journal/envelope.ts';
import { type Envelope, splitLine } from '#domain/journal/envelope.ts';
import { demand } from './violation.ts';

/** A fact as it stands on a till's disk. */
export interface TrueFact {
  fact: Envelope;
  line: JournalLine;
}

/** How a fact about stock changes the shelf by each of its lines' quantities. */
const SIGNS: Readonly<Record<string, 1 | -1>> = {
  'order.completed': -1,
  'stock.received': 1,
  'stock.adjusted': 1,
  'stock.accepted': 1,
  'stock.sent': -1,
  'stock.returned': -1,
  'fulfilment.handed-over': -1,
  'fulfilment.shipped': -1,
};

/** What a fact of a till puts on the shelf of its location or takes off it, counted without the domain's help. */
export function movedBy({ kind, payload }: Envelope): Map<string, number> {
  const moved = new Map<string, number>();
  const sign = SIGNS[kind];
  if (sign === undefined) return moved;
  for (const { variantId, quantity } of (payload as { lines: { variantId: string; quantity: number }[] }).lines) {
    moved.set(variantId, (moved.get(variantId) ?? 0) + sign * quantity);
  }
  return moved;
}

/** A difference of a count that the office has booked, in the server's own journal. */
export interface Approved {
  journalId: string;
  seq: number;
  locationId: string;
  variantId: string;
  quantity: number;
}

/** What really happened, seen from outside: the tills' journals as they lie on their disks, and what cashiers were told. */
export class Truth {
  readonly opening: ReadonlyMap<string, number>;
  /** By till's journal: where it sells from. */
  readonly #locations: ReadonlyMap<string, string>;
  readonly #approved: Approved[] = [];
  readonly #journals = new Map<string, TrueFact[]>();
  /** By variant: what each fact of a journal moved, by seq - 1. */
  readonly #moved = new Map<string, Map<string, number>[]>();
  readonly #offered = new Map<string, FactDraft[]>();
  /** Orders the cashier was told are paid, as told first. */
  readonly paid = new Map<string, Envelope>();
  /** Grows with every fact. */
  version = 0;

  constructor(opening: ReadonlyMap<string, number>, locations: ReadonlyMap<string, string>) {
    this.opening = opening;
    this.#locations = locations;
  }

  facts(journalId: string): readonly TrueFact[] {
    return this.#journals.get(journalId) ?? [];
  }

  get journalIds(): string[] {
    return [...this.#journals.keys()];
  }

  /** Takes a journal as it lies on the disk, of which so many facts are said to be durable. */
  observe(journalId: string, bytes: Uint8Array, durable: number): void {
    const lines = Buffer.from(bytes).toString('utf8').split('\n').slice(0, durable);
    const known = this.facts(journalId);
    demand(
      lines.length >= known.length,
      'I1',
      () => `journal ${journalId} had ${known.length} facts, now ${lines.length}`,
    );
    const facts = lines.map((text, index): TrueFact => {
      const line = splitLine(text);
      const stood = known[index];
      demand(line !== undefined, 'I4', () => `line ${index + 1} of journal ${journalId} is not a fact`);
      demand(
        !stood || stood.line.hash === line.hash,
        'I4',
        () => `fact ${index + 1} of journal ${journalId} has changed`,
      );
      return stood ?? { fact: JSON.parse(line.body) as Envelope, line };
    });
    this.version += facts.length - known.length;
    this.#journals.set(journalId, facts);
    this.#moved.set(
      journalId,
      facts.map(({ fact }) => movedBy(fact)),
    );
  }

  offer(draft: FactDraft): void {
    this.#offered.set(draft.id, [...(this.#offered.get(draft.id) ?? []), draft]);
  }

  /** The cashier was told that these facts are journalled. */
  tell(draft: FactDraft, facts: readonly Envelope[]): void {
    const fact = facts.find(({ id }) => id === draft.id);
    demand(fact !== undefined, 'I1', () => `the answer to ${draft.id} does not hold it`);
    const first = this.paid.get(draft.id);
    const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
    demand(
      !first || same(first, fact),
      'I1',
      () => `${draft.id} was answered with fact ${first?.seq}, then ${fact.seq}`,
    );
    const { receipt, ...payload } = fact.payload as OrderCompleted;
    const offered = this.#offered.get(draft.id) ?? [];
    demand(
      offered.some((each) => same(each.payload, payload)),
      'I1',
      () => `${draft.id} was journalled as nobody asked`,
    );
    this.paid.set(draft.id, fact);
  }

  approve(approved: Approved): void {
    this.#approved.push(approved);
    this.version += 1;
  }

  /** On hand of a variant at a location when of each journal the facts that `counts` says are counted. */
  onHand(locationId: string, variantId: string, counts: (journalId: string, seq: number) => boolean): number {
    let onHand = this.opening.get(variantId) ?? 0;
    for (const one of this.#approved) {
      const isHere = one.locationId === locationId && one.variantId === variantId;
      if (isHere && counts(one.journalId, one.seq)) onHand += one.quantity;
    }
    for (const [journalId, facts] of this.#moved) {
      if (this.#locations.get(journalId) !== locationId) continue;
      for (const [index, moved] of facts.entries()) {
        const quantity = moved.get(variantId);
        if (quantity !== undefined && counts(journalId, index + 1)) onHand += quantity;
      }
    }
    return onHand;
  }
}
