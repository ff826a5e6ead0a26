import type { Fact } from '#contracts/facts/envelope.ts';
import type { HostApi, HostEvent, HostInput, HostMethod, HostOutput } from '#contracts/ipc/host.ts';
import type { OrderFact } from '#renderer/store/till-store.ts';

const AT = '2026-11-02T10:00:00.000Z';

/** How a method is answered in a test. */
type Answer<M extends HostMethod> = (input: HostInput<M>) => HostOutput<M> | Promise<HostOutput<M>>;

/** A host of which only the journal is there, and what a test has answer besides. */
export class FakeHost implements HostApi {
  readonly journalId: string;
  readonly journal: Fact[] = [];
  /** Seqs after which the journal was asked for more. */
  readonly reads: number[] = [];
  /** Every call but those that read the journal, in order. */
  readonly calls: { method: HostMethod; input: unknown }[] = [];
  reachable = true;
  readonly #answers = new Map<HostMethod, (input: unknown) => unknown>();
  readonly #listeners = new Set<(event: HostEvent) => void>();

  constructor(journalId: string) {
    this.journalId = journalId;
  }

  /** Journals a sale of some variants, and says so to nobody. */
  sell(...lines: [variantId: string, quantity: number][]): OrderFact {
    const fact = orderFact(this.journalId, this.journal.length + 1, lines);
    this.journal.push(fact);
    return fact;
  }

  /** Journals a fact of another kind. */
  add(kind: string, payload: unknown): Fact {
    const fact = { ...orderFact(this.journalId, this.journal.length + 1, []), kind, payload };
    this.journal.push(fact);
    return fact;
  }

  emit(event: HostEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** From now on this method is answered so; an answer that throws is none. */
  answer<M extends HostMethod>(method: M, answer: Answer<M>): void {
    this.#answers.set(method, answer as (input: unknown) => unknown);
  }

  async call<M extends HostMethod>(method: M, input: HostInput<M>): Promise<HostOutput<M>> {
    if (!this.reachable) throw new Error('no answer');
    if (method !== 'journal.read') this.calls.push({ method, input });
    const given = this.#answers.get(method);
    if (given) return (await given(input)) as HostOutput<M>;
    if (method !== 'journal.read') throw new Error(`${method} is not here`);
    const { afterSeq, limit } = input as HostInput<'journal.read'>;
    this.reads.push(afterSeq);
    const after = this.journal.filter(({ seq }) => seq > afterSeq);
    const answer: HostOutput<'journal.read'> = { facts: after.slice(0, limit), more: after.length > limit };
    return answer as HostOutput<M>;
  }

  subscribe(listener: (event: HostEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function orderFact(journalId: string, seq: number, sold: [variantId: string, quantity: number][]): OrderFact {
  const lines = sold.map(([variantId, quantity], number) => ({
    id: `l${number}`,
    variantId,
    sku: variantId,
    name: variantId,
    unit: 'each' as const,
    taxCategory: 'standard',
    quantity,
    unitPrice: 100,
    priceVersion: 1,
    discounts: [],
    listAmount: quantity * 100,
    adjustments: [],
    amount: quantity * 100,
    taxes: [],
  }));
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  return {
    id: `0192f000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
    kind: 'order.completed',
    version: 1,
    storeId: 'S1',
    registerId: 'R1',
    journalId,
    seq,
    at: AT,
    businessDate: '2026-11-02',
    operatorId: 'O1',
    prev: '0'.repeat(64),
    payload: {
      receipt: { series: 'A', number: seq },
      currency: 'GBP',
      pricesIncludeTax: true,
      taxVersion: 1,
      engineVersion: 1,
      cartOpenedAt: AT,
      lines,
      discounts: [],
      taxes: [],
      taxTotal: 0,
      total,
      rounding: 0,
      payments: [
        { id: '0192f000-0000-7000-8000-00000000aaaa', tender: 'cash', tendered: total, change: 0, amount: total },
      ],
    },
  };
}
