import type { Fact } from '#contracts/facts/envelope.ts';
import type { FactKind } from '#contracts/facts/kinds.ts';
import { isFulfilmentKind } from '#domain/fulfilment/fulfilment-permissions.ts';
import type { OwnFact } from '#domain/stock/position.ts';
import type { FactProjection } from '#renderer/store/local/fact-projection.ts';
import { ownFactMovements } from '#renderer/store/local/own-fact-movements.ts';
import type { OwnFacts } from '#renderer/store/worker/views-api.ts';
import type { Process } from '#tests/sim/kernel/process.ts';
import type { Random } from '#tests/sim/kernel/random.ts';

/** What of the projection is on disk; it is written strictly. */
export interface ProjectionDisk {
  facts: Map<number, OwnFact>;
  /** Facts about online orders, whole. */
  work: Map<number, Fact>;
  mark: number;
}

const MARK_EVERY = 5;

/** The window's projection of the journal, by the rules of `renderer/store/local/fact-projection.ts`. */
export class Projection
  implements Pick<FactProjection, 'through' | 'project' | 'catchUp' | 'ownFacts' | 'ownFactsOf' | 'ofKind'>
{
  readonly #disk: ProjectionDisk;
  readonly #program: Process;
  readonly #random: Random;
  readonly #ahead = new Set<number>();
  #through: number;

  constructor(disk: ProjectionDisk, program: Process, random: Random) {
    this.#disk = disk;
    this.#program = program;
    this.#random = random;
    this.#through = disk.mark;
  }

  get through(): number {
    return this.#through;
  }

  ownFactsOf(facts: readonly Fact[]): OwnFact[] {
    return facts.map((fact) => ({ journalId: fact.journalId, seq: fact.seq, movements: ownFactMovements(fact) }));
  }

  async project(facts: readonly Fact[]): Promise<void> {
    if (facts.length === 0) return;
    await this.#program.wait(this.#random.delayMs(10));
    for (const fact of this.ownFactsOf(facts)) this.#disk.facts.set(fact.seq, fact);
    for (const fact of facts) if (isFulfilmentKind(fact.kind)) this.#disk.work.set(fact.seq, fact);
    for (const { seq } of facts) if (seq > this.#through) this.#ahead.add(seq);
    while (this.#ahead.delete(this.#through + 1)) this.#through++;
    if (this.#through - this.#disk.mark >= MARK_EVERY) this.#disk.mark = this.#through;
  }

  async catchUp(
    read: Parameters<FactProjection['catchUp']>[0],
    took: (facts: readonly Fact[]) => Promise<void>,
  ): Promise<void> {
    for (let more = true; more; ) {
      const answer = await read(this.#through);
      const facts = answer.facts as Fact[];
      await took(facts);
      this.#through = Math.max(this.#through, facts.at(-1)?.seq ?? 0);
      more = answer.more && facts.length > 0;
    }
    this.#disk.mark = Math.max(this.#disk.mark, this.#through);
  }

  async ofKind(kind: FactKind, afterSeq = 0): Promise<Fact[]> {
    return [...this.#disk.work.values()].filter((fact) => fact.kind === kind && fact.seq > afterSeq);
  }

  async ownFacts(afterSeq: number): Promise<OwnFacts> {
    const through = this.#through;
    await this.#program.wait(this.#random.delayMs(5));
    const facts = [...this.#disk.facts.values()].filter(({ seq, movements }) => seq > afterSeq && movements.length > 0);
    return { facts, through };
  }
}
