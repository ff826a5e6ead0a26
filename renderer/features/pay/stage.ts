import type { Fault } from '#contracts/ipc/host.ts';
import type { OrderFact } from '#renderer/store/till-store.ts';

/** Where a sale stands between ringing up and the next customer. */
export type Stage =
  | { at: 'selling' }
  /** Something comes back; `text` is what was scanned of its receipt, empty when nothing was; `orderId` where it was found already. */
  | { at: 'returning'; text: string; orderId: string | null }
  | { at: 'paying'; fault: Fault | null }
  /** The host is asked to journal the sale; `unanswered` while it has not answered a try and may or may not have done it. */
  | { at: 'saving'; unanswered: boolean }
  /**
   * `ask`: the store wants the customer asked whether to print, and nobody has said yet. `before`: the cart was journalled before
   * it was paid now, as before a crash, with other figures; that ticket stands.
   */
  | { at: 'paid'; order: OrderFact; printFault: Fault | null; ask: boolean; before?: true };
