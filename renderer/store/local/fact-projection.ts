import Type from 'typebox';
import { Envelope, type Fact } from '#contracts/facts/envelope.ts';
import type { FactKind } from '#contracts/facts/kinds.ts';
import { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { CountRecorded } from '#contracts/facts/stock-facts.ts';
import type { HostOutput } from '#contracts/ipc/host.ts';
import { Id, Minor, parse, parseJson } from '#contracts/schema.ts';
import type { Movement, OwnFact } from '#domain/stock/position.ts';
import { readStored, type StoredQuery } from '#renderer/store/database/stored-documents.ts';
import { isStorageFull, StoreError } from '#renderer/store/store-error.ts';
import type { OrderFact } from '#renderer/store/till-store.ts';
import type { OwnFacts } from '#renderer/store/worker/views-api.ts';
import type { FactCollection, StoredFact } from './local-collections.ts';
import { fits, mayFit, type OrderQuery } from './order-query.ts';
import { ownFactMovements } from './own-fact-movements.ts';

/** The document that says up to which seq the projection is whole. */
const MARK_ID = 'mark';
/** How many facts may come in before the mark is written again; they are read from the journal once more after a restart. */
const MARK_EVERY = 100;

/** How many facts are looked at, and forgotten, at once. */
const FORGET_BATCH = 500;
/** A cart that was put aside may wait for very long. */
const NEVER_FORGOTTEN: ReadonlySet<string> = new Set<FactKind>(['cart.parked', 'cart.claimed']);

type ReadJournal = (afterSeq: number) => Promise<HostOutput<'journal.read'>>;

/** The journal's facts as the screen needs them. It can always be built again from the journal. */
export class FactProjection {
  readonly #collection: FactCollection;
  readonly #journalId: string;
  readonly #ahead = new Set<number>();
  #through = 0;
  #marked = 0;
  #highest = 0;

  private constructor(collection: FactCollection, journalId: string) {
    this.#collection = collection;
    this.#journalId = journalId;
  }

  static async open(collection: FactCollection, journalId: string): Promise<FactProjection> {
    const projection = new FactProjection(collection, journalId);
    const [mark] = await readStored(collection, { selector: { id: MARK_ID } });
    projection.#through = projection.#marked = mark?.seq ?? 0;
    projection.#took(await readStored(collection, factsAfter(projection.#through)));
    return projection;
  }

  /** Every fact of the journal up to here is here. */
  get through(): number {
    return this.#through;
  }

  /** What the facts moved, for `shownOnHand`; facts of other journals are left out. */
  ownFactsOf(facts: readonly Fact[]): OwnFact[] {
    return facts
      .filter((fact) => fact.journalId === this.#journalId)
      .map((fact) => ({ journalId: fact.journalId, seq: fact.seq, movements: ownFactMovements(fact) }));
  }

  /** Takes facts in any order and as often as one likes; resolves when they are on the disk. */
  async project(facts: readonly Fact[]): Promise<void> {
    const own = new Map(facts.filter((fact) => fact.journalId === this.#journalId).map((fact) => [fact.id, fact]));
    if (own.size === 0) return;
    await this.#write(async () => {
      const { error } = await this.#collection.bulkInsert([...own.values()].map(storedFact));
      const failed = error.find(({ status }) => status !== 409);
      if (failed) throw new Error(`fact ${failed.documentId} was not written: ${failed.status}`);
    });
    this.#took(own.values());
    if (this.#through - this.#marked >= MARK_EVERY) await this.#mark();
  }

  /** Reads from the journal what is missing here, up to its end. */
  async catchUp(read: ReadJournal, took: (facts: readonly Fact[]) => Promise<void>): Promise<void> {
    for (let more = true; more; ) {
      const answer = await read(this.#through);
      const facts = answer.facts as Fact[];
      await took(facts);
      // The journal gives all that it still has: below its oldest segment nothing is missing.
      this.#through = Math.max(this.#through, facts.at(-1)?.seq ?? 0);
      more = answer.more && facts.length > 0;
    }
    if (this.#through > this.#marked) await this.#mark();
  }

  /** Own facts after a seq. */
  async ownFacts(afterSeq: number): Promise<OwnFacts> {
    const through = this.#through;
    const stored = await readStored(this.#collection, factsAfter(afterSeq));
    const facts = stored
      .filter(({ movements }) => movements !== '')
      .map(({ seq, movements }) => ({ journalId: this.#journalId, seq, movements: readMovements(movements) }));
    return { facts, through };
  }

  /** The latest completed orders, newest first; with a query those that fit it. */
  async orders(limit: number, query: OrderQuery = {}): Promise<OrderFact[]> {
    const orders: OrderFact[] = [];
    // Dexie's storage reads indexes upwards only: windows from the top down.
    for (let high = this.#highest, width = limit * 4; high > 0 && orders.length < limit; width *= 4) {
      const low = Math.max(0, high - width);
      const stored = await readStored(this.#collection, factsOfKind('order.completed', low, high));
      const likely = stored.reverse().filter(({ json }) => mayFit(json, query));
      orders.push(...likely.flatMap(readOrder).filter((order) => fits(order, query)));
      high = low;
    }
    return orders.slice(0, limit);
  }

  /** A completed order of this journal by its id. */
  async order(orderId: string): Promise<OrderFact | null> {
    const [stored] = await readStored(this.#collection, { selector: { id: orderId } });
    return (stored && readOrder(stored)[0]) ?? null;
  }

  /** Own tickets, oldest first, that took back something of an order. */
  async returnsOf(orderId: string): Promise<OrderFact[]> {
    const tickets = await readStored(this.#collection, factsOfKind('order.completed'));
    return tickets
      .filter(({ json }) => json.includes(orderId))
      .flatMap(readOrder)
      .filter(({ payload }) => payload.returns?.some(({ source }) => source?.orderId === orderId));
  }

  /** Own facts of a kind after a seq, oldest first. */
  async ofKind(kind: FactKind, afterSeq = 0): Promise<Fact[]> {
    const stored = await readStored(this.#collection, factsOfKind(kind, afterSeq));
    return stored.flatMap(({ json }) => {
      const fact = parseJson(Envelope, json);
      return fact.ok ? [fact.value as Fact] : [];
    });
  }

  /** Own `count.recorded` facts of a count, oldest first; those of training count nothing. */
  async countFacts(countId: string): Promise<Fact<CountRecorded>[]> {
    const facts = await this.ofKind('count.recorded');
    return facts.flatMap((fact) => {
      const said = parse(CountRecorded, fact.payload);
      const counts = said.ok && said.value.countId === countId && fact.version === 1 && !fact.training;
      return counts ? [{ ...fact, payload: said.value }] : [];
    });
  }

  /**
   * Forgets facts that were witnessed before an instant (ISO 8601) and that the server durably has, up to its `watermark`: stock
   * documents count them, and journal and server still tell of them. Gives how many.
   */
  async forget(before: string, watermark: number): Promise<number> {
    const through = Math.min(watermark, this.#marked);
    let [low, forgotten] = [0, 0];
    for (;;) {
      const selector = { seq: { $gt: low, $lte: through } };
      const stored = await readStored(this.#collection, { selector, index: ['seq'], limit: FORGET_BATCH });
      const facts = stored.filter(({ id }) => id !== MARK_ID);
      const old = facts.filter(({ at, kind }) => at < before && !NEVER_FORGOTTEN.has(kind));
      await this.#write(() => this.#collection.bulkRemove(old.map(({ id }) => id)));
      forgotten += old.length;
      low = stored.at(-1)?.seq ?? low;
      if (stored.length < FORGET_BATCH || facts.some(({ at }) => at >= before)) break;
    }
    if (forgotten > 0) await this.#collection.storageInstance.cleanup(0);
    return forgotten;
  }

  #took(facts: Iterable<{ seq: number }>): void {
    for (const { seq } of facts) {
      if (seq > this.#through) this.#ahead.add(seq);
      this.#highest = Math.max(this.#highest, seq);
    }
    while (this.#ahead.delete(this.#through + 1)) this.#through++;
  }

  async #mark(): Promise<void> {
    const seq = this.#through;
    await this.#write(() =>
      this.#collection.upsert({ id: MARK_ID, seq, kind: MARK_ID, at: '', json: '', movements: '' }),
    );
    this.#marked = seq;
  }

  async #write(write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch (error) {
      throw new StoreError(isStorageFull(error) ? 'storage-full' : 'storage-unusable', error);
    }
  }
}

function factsAfter(seq: number): StoredQuery<StoredFact> {
  return { selector: { seq: { $gt: seq, $lte: Number.MAX_SAFE_INTEGER } }, index: ['seq'] };
}

function factsOfKind(kind: FactKind, low = 0, high = Number.MAX_SAFE_INTEGER): StoredQuery<StoredFact> {
  return { selector: { kind, seq: { $gt: low, $lte: high } }, index: ['kind', 'seq'] };
}

function storedFact(fact: Fact): StoredFact {
  const movements = ownFactMovements(fact);
  return {
    id: fact.id,
    seq: fact.seq,
    kind: fact.kind,
    at: fact.at,
    json: JSON.stringify(fact),
    movements: movements.length === 0 ? '' : JSON.stringify(movements),
  };
}

function isOrder(fact: Fact): fact is OrderFact {
  return fact.kind === 'order.completed' && fact.version === 1 && parse(OrderCompleted, fact.payload).ok;
}

const StoredMovements = Type.Array(Type.Object({ variantId: Id, quantity: Minor }));

function readMovements(json: string): Movement[] {
  const movements = parseJson(StoredMovements, json);
  if (!movements.ok) throw new Error(`stored movements ${movements.at}: ${movements.message}`);
  return movements.value;
}

function readOrder({ json }: StoredFact): OrderFact[] {
  const fact = parseJson(Envelope, json);
  return fact.ok && isOrder(fact.value as Fact) ? [fact.value as OrderFact] : [];
}
