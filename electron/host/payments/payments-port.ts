import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { HostInput, HostOutput, ThirdPartyPayment } from '#contracts/ipc/host.ts';
import type { AppendResult } from '#electron/host/journal/journal.ts';

/** Payments by third parties and stored value, as the rest of the host sees them. */
export interface Payments {
  start(input: HostInput<'payment.start'>): Promise<HostOutput<'payment.start'>>;
  ask(input: HostInput<'payment.ask'>): Promise<HostOutput<'payment.ask'>>;
  cancel(input: HostInput<'payment.cancel'>): Promise<HostOutput<'payment.cancel'>>;
  void(input: HostInput<'payment.void'>): Promise<HostOutput<'payment.void'>>;
  decide(input: HostInput<'payment.decide'>): Promise<HostOutput<'payment.decide'>>;
  check(input: HostInput<'value.check'>): Promise<HostOutput<'value.check'>>;
  /** For `HostStatus.payments`. */
  list(): ThirdPartyPayment[];
  /** Whether a payment that counts is under way or its outcome unknown, by all that is journalled. */
  anyOpen(): Promise<boolean>;
  /**
   * Journals a window's drafts with `append`, unless they take a third party's money that was not approved, spend stored value
   * that this register was not granted, or move stored value and accounts otherwise than their ticket says. Redemptions get the id of the lease they are taken from.
   */
  guard(
    drafts: readonly FactDraft[],
    append: (drafts: readonly FactDraft[]) => Promise<AppendResult>,
  ): Promise<AppendResult>;
  /** Gives back what is left of leases: when a session closes, or nobody pays with them any more. */
  returnLeases(): Promise<void>;
  /** The server can be reached again. */
  connected(): void;
  /** Ends what runs. A device that was asked and has not answered is asked about at the next start. */
  close(): Promise<void>;
}
