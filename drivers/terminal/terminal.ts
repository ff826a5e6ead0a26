/** Why a terminal could not even be asked. */
export type TerminalFault = 'terminal-unreachable' | 'terminal-busy';

/** A transaction to start, in minor units, without tip. `currency` is ISO 4217. */
export interface TransactionRequest {
  amount: number;
  currency: string;
}

/**
 * How a transaction ended. `not-asked`: nothing was sent, no money can have moved. `unknown`: it was asked for and no answer came;
 * whether money moved only `lastResult` can tell. `approved` is over what the customer paid, tip apart.
 */
export type TerminalOutcome =
  | { outcome: 'approved'; amount: number; tip: number; reference: string; detail?: string }
  | { outcome: 'declined'; words: string; detail?: string }
  | { outcome: 'not-asked'; fault: TerminalFault; words: string; detail?: string }
  | { outcome: 'unknown'; detail: string };

/** The newest transaction that a terminal remembers. `total` is with tip. */
export interface LastTransaction {
  approved: boolean;
  total: number;
  reference: string;
  /** Whether it took another one back, and whether that one had this reference. */
  isVoid: boolean;
  voids(reference: string): boolean;
}

export type LastResult =
  | { ok: true; last: LastTransaction }
  | { ok: false; fault: TerminalFault | 'payment-unknown'; detail?: string };

/** What the cashier shall read while the terminal works. */
export type WatchTerminal = (words: string) => void;

/**
 * A card terminal, in the words of Nexo (sale, refund, void, abort, transaction status) and UnifiedPOS's CAT. One transaction at a
 * time; every outcome is a value. Nothing of a card passes through it: no number, no track, no expiry date.
 */
export interface Terminal {
  sale(request: TransactionRequest, watch: WatchTerminal): Promise<TerminalOutcome>;
  refund(request: TransactionRequest, watch: WatchTerminal): Promise<TerminalOutcome>;
  /** Takes back a transaction of the terminal's open batch. Approved: it is as if it had not been. */
  void(reference: string, watch: WatchTerminal): Promise<TerminalOutcome>;
  /** Asks to give up what is under way, whose own outcome tells what came of it. */
  cancel(): void;
  /** Makes sure that nothing is under way, then asks for the newest transaction. */
  lastResult(watch: WatchTerminal): Promise<LastResult>;
  /** Whether the terminal is there and ready. */
  status(): Promise<{ ok: true } | { ok: false; fault: TerminalFault }>;
  /** Lets go of the line. What is under way ends `unknown`. */
  close(): void;
}
