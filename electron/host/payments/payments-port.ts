import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { Fault, HostInput, HostOutput, ThirdPartyPayment } from '#contracts/ipc/host.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import type { Clock } from '#electron/host/clock.ts';
import type { Stamp } from '#electron/host/journal/compose-line.ts';
import type { AppendResult, Journal } from '#electron/host/journal/journal.ts';
import type { ServerApi } from '#electron/host/server-api.ts';

export type PaymentMethod =
  | 'payment.start'
  | 'payment.ask'
  | 'payment.cancel'
  | 'payment.void'
  | 'payment.decide'
  | 'value.check';

/** Whether drafts may be journalled. `settled` must be called with what became of them; until then what they spend is set aside. */
export type Admission = { ok: true; settled(result: AppendResult): void } | { ok: false; fault: Fault };

/** Payments by third parties and stored value, as the rest of the host sees them. */
export interface PaymentsPort {
  /** Payments that no completed ticket holds yet, oldest first; of those declined, voided or refunded the ones still to be shown. */
  open(): ThirdPartyPayment[];
  readonly handlers: { [M in PaymentMethod]: (input: HostInput<M>) => Promise<HostOutput<M>> };
  /** Asked just before a window's drafts are journalled: refuses a ticket that spends more stored value than was granted. */
  admit(drafts: readonly FactDraft[]): Admission;
  close(): Promise<void>;
}

/** What payments are given of their host. */
export interface PaymentsContext {
  /** `follow` hears every fact as soon as it is durable, whoever asked for it; `readKinds` gives those of some kinds again after a start. */
  journal: Pick<Journal, 'journalId' | 'has' | 'seq' | 'read' | 'readKinds' | 'fact' | 'follow'>;
  /** Journals facts of the host's own making, durably, and tells the window. */
  append(drafts: FactDraft[], stamp: Stamp): Promise<AppendResult>;
  /** When and by whom a fact of this moment is witnessed, in training or not; null while nobody is signed in. */
  witness(): Stamp | null;
  config(): HostConfig | null;
  /** Whether the signed-in operator, or a manager's decision by its id, allows something. */
  isAllowed(
    permission: 'stored-value-issue' | 'account-charge' | 'post-void',
    size: number,
    overrideId?: string,
  ): Promise<boolean>;
  api: ServerApi;
  /** A folder for what must survive a restart and is no fact. */
  folder: string;
  /** Addresses of the card terminal and of the wallet gateway, as the till was started with. */
  terminalUrl?: string;
  walletUrl?: string;
  clock: Clock;
  /** In [0, 1). */
  random(): number;
  newId(): string;
  /** Something that `open` gives has changed. */
  onChange(): void;
}
