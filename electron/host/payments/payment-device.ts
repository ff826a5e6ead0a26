import type { ErrorCode } from '#contracts/errors/registry.ts';

/** A payment as a device is asked for it. Amounts in minor units of `currency`, positive. */
export interface PaymentOrder {
  paymentId: string;
  direction: 'sale' | 'refund';
  amount: number;
  currency: string;
  /** Reference of the payment that is refunded. */
  original?: string;
  /** What was scanned from the customer's wallet. */
  code?: string;
}

/** What is known after a device was asked, or asked about it. `unknown` says nothing about the money. */
export type DeviceAnswer =
  | { verdict: 'approved'; amount: number; tip: number; reference: string; detail?: string }
  | { verdict: 'declined'; message?: string; detail?: string }
  | { verdict: 'voided' | 'refunded'; reference?: string; detail?: string }
  | { verdict: 'unknown'; fault: ErrorCode; detail?: string };

/** What the cashier shall see while it goes on. */
export interface Progress {
  message?: string;
  /** For the customer to scan. */
  qr?: string;
}

/** What the host knows besides, when it asks what became of a payment. */
export interface FindHints {
  /** References of all other payments: what has one of them is not this payment. */
  references: ReadonlySet<string>;
  /** The reference under which it was approved, when it was about to be taken back. */
  undoing: string | null;
}

/** A card terminal or a wallet, as the payments' state machine asks it. It never throws for what a device may do. */
export interface PaymentDevice {
  /** It remembers one payment only: the next may not be asked for while nobody knows of the last. */
  readonly single: boolean;
  take(order: PaymentOrder, watch: (progress: Progress) => void): Promise<DeviceAnswer>;
  /** What became of a payment that got no answer. */
  find(order: PaymentOrder, hints: FindHints, watch: (progress: Progress) => void): Promise<DeviceAnswer>;
  /** Takes an approved payment back. `declined`: it stays approved. */
  undo(order: PaymentOrder, reference: string, watch: (progress: Progress) => void): Promise<DeviceAnswer>;
  /** Asks to give up what is under way; its answer is that of `take`. */
  cancel(paymentId: string): Promise<void>;
  /** Lets go of the device. What is under way answers `unknown`. */
  close(): Promise<void>;
}
