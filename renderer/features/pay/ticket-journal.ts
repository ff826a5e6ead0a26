import type { Fact, FactDraft } from '#contracts/facts/envelope.ts';
import { OrderCompleted } from '#contracts/facts/order-completed.ts';
import type { Fault, HostApi } from '#contracts/ipc/host.ts';
import { parse } from '#contracts/schema.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { catchUp } from '#renderer/app/catch-up.ts';
import type { OrderFact, TillStore } from '#renderer/store/till-store.ts';

export interface TicketJournalPorts {
  host: HostApi;
  store: () => TillStore | null;
  /** Calls back after so many milliseconds. */
  later: (callback: () => void, delayMs: number) => void;
}

/** What becomes of a ticket that the host is asked to journal. */
export interface TicketEnds {
  /** It stands in the journal, and is paid. */
  journalled: (order: OrderFact, facts: readonly Fact[]) => void;
  /** Another ticket of this cart stands there already. */
  before: (order: OrderFact) => void;
  /** Nothing was journalled. */
  refused: (fault: Fault) => void;
  /** The host gives no answer; it is asked again. */
  unanswered: () => void;
}

/** Has the host journal tickets. */
export interface TicketJournal {
  append(cartId: string, drafts: FactDraft[], ends: TicketEnds): Promise<void>;
  /** Goes on asking a host that does not answer until the function it gives is called. */
  attend(): () => void;
}

/** How long to wait before a host that gave no answer is asked again: with the same fact, so it can't count twice. */
const ASK_AGAIN_MS = 1500;

export function createTicketJournal({ host, store, later }: TicketJournalPorts): TicketJournal {
  let attended = true;

  async function append(cartId: string, drafts: FactDraft[], ends: TicketEnds): Promise<void> {
    if (!attended) return;
    const answer = await attempt(host, 'journal.append', { drafts });
    if (answer.ok) {
      const order = answer.facts.map(asOrder).find((fact) => fact !== null);
      if (!order) throw new Error('journal.append answered without the order');
      return ends.journalled(order, answer.facts);
    }
    if ('unanswered' in answer) {
      ends.unanswered();
      return later(() => void append(cartId, drafts, ends), ASK_AGAIN_MS);
    }
    const before = answer.fault.code === 'draft-differs' ? await orderOf(cartId) : null;
    if (before) ends.before(before);
    else ends.refused(answer.fault);
  }

  /** The ticket of a cart that the journal has already; null where it can't be read. */
  async function orderOf(cartId: string): Promise<OrderFact | null> {
    const database = store();
    if (!database) return null;
    try {
      await catchUp(host, database);
      return await database.order(cartId);
    } catch {
      return null;
    }
  }

  return {
    append,
    attend() {
      attended = true;
      return () => {
        attended = false;
      };
    },
  };
}

function asOrder(fact: Fact): OrderFact | null {
  if (fact.kind !== 'order.completed') return null;
  const payload = parse(OrderCompleted, fact.payload);
  return payload.ok ? { ...fact, payload: payload.value } : null;
}
