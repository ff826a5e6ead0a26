/** A transaction as a virtual terminal remembers it. Amounts in minor units, `total` with tip. */
export interface TerminalTransaction {
  kind: 'sale' | 'refund' | 'void';
  approved: boolean;
  total: number;
  receipt: number;
  trace: number;
  /** Of a void: the trace of what it took back. */
  original: number | null;
  voided: boolean;
  at: Date;
}

/** What a virtual terminal did since it was switched on. */
export class TerminalLedger {
  readonly transactions: TerminalTransaction[] = [];

  add(kind: TerminalTransaction['kind'], total: number, approved: boolean, original: number | null = null) {
    const number = this.transactions.length + 1;
    const transaction = {
      kind,
      approved,
      total,
      receipt: number,
      trace: number,
      original,
      voided: false,
      at: new Date(),
    };
    this.transactions.push(transaction);
    return transaction;
  }

  /** Takes a transaction back by its receipt number; undefined when there is none that can be. */
  void(receipt: number): TerminalTransaction | undefined {
    const found = this.transactions.find((each) => each.receipt === receipt && each.approved && !each.voided);
    if (!found || found.kind === 'void') return undefined;
    found.voided = true;
    return this.add('void', found.total, true, found.trace);
  }

  get last(): TerminalTransaction | undefined {
    return this.transactions.at(-1);
  }

  /** Money taken from customers less money given back. */
  get taken(): number {
    const signs = { sale: 1, refund: -1, void: 0 };
    return this.transactions
      .filter(({ approved, voided }) => approved && !voided)
      .reduce((sum, { kind, total }) => sum + signs[kind] * total, 0);
  }
}
