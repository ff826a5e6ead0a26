import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { SalePostVoided } from '#contracts/facts/sale-facts.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import type { ReturnLine } from '#domain/order/cart.ts';
import type { Order, OrderDraft } from '#domain/order/order.ts';
import { undoesWhole, unvoidable } from '#domain/order/post-void.ts';
import type { Journal } from './journal/journal.ts';

/**
 * Says why drafts may not undo what they undo: a sold gift card comes back under another code or without one, so that it would
 * keep its value; a sale is voided that can't be, or by a ticket that does not give back all of it. Sales of other journals are for
 * the server to compare. Drafts were checked against their schemas; null when they may.
 */
export function createUndoneCheck(journal: Pick<Journal, 'has' | 'fact'>) {
  return async (drafts: readonly FactDraft[]): Promise<Fault | null> => {
    for (const draft of drafts.filter(({ id }) => !journal.has(id))) {
      const wrong = draft.kind === 'order.completed' ? await cardWrong(draft) : await voidWrong(draft, drafts);
      if (wrong) return { code: 'draft-invalid', detail: wrong };
    }
    return null;
  };

  async function cardWrong({ payload }: FactDraft): Promise<string | null> {
    for (const line of (payload as OrderDraft).returns ?? []) {
      const sale = line.source && (await orderOf(line.source.orderId));
      const sold = sale?.lines.find(({ id }) => id === line.source?.lineId);
      if (sold ? !isSameCard(line, sold) : line.storedValue !== undefined && line.source === null) {
        return `${line.id} is not the gift card that was sold`;
      }
    }
    return null;
  }

  async function voidWrong({ kind, payload }: FactDraft, drafts: readonly FactDraft[]): Promise<string | null> {
    if (kind !== 'sale.post-voided') return null;
    const { orderId, returnId } = payload as SalePostVoided;
    const sale = await orderOf(orderId);
    if (!sale) return null;
    const never = unvoidable(sale);
    if (never) return `${orderId} is not voided: ${never}`;
    const drafted = drafts.find(({ id, kind }) => id === returnId && kind === 'order.completed');
    const undoing = (drafted?.payload as OrderDraft | undefined) ?? (await orderOf(returnId));
    return undoing && undoesWhole(undoing, orderId, sale) ? null : `${returnId} does not undo ${orderId}`;
  }

  async function orderOf(orderId: string): Promise<Order | null> {
    const fact = journal.has(orderId) ? await journal.fact(orderId) : undefined;
    return fact?.kind === 'order.completed' ? (fact.payload as Order) : null;
  }
}

type Card = Pick<ReturnLine, 'storedValue' | 'instrument'>;

function isSameCard(line: Card, sold: Card): boolean {
  if (sold.storedValue === undefined) return line.storedValue === undefined;
  return line.storedValue === sold.storedValue && line.instrument === sold.instrument;
}
