import type { Fact } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type {
  CartAbandoned,
  LineVoided,
  ProblemReported,
  ReceiptIssued,
  RestrictionChecked,
  SalePostVoided,
} from '#contracts/facts/sale-facts.ts';
import type { DrawerOpened, OperatorSigned } from '#contracts/facts/store-facts.ts';
import { undoesWhole, unvoidable } from '#domain/order/post-void.ts';
import { takeParked } from '#sync-server/ingest/book/cart-parked.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { permissionExceptions } from '#sync-server/ingest/book/permission-checks.ts';
import { subjectExceptions } from '#sync-server/ingest/book/subject-checks.ts';
import { auditOf, witnessed } from '#sync-server/ingest/book/witnessed.ts';
import type { ExceptionEffect } from '#sync-server/ingest/effects.ts';
import type { Journal, Lookups } from '#sync-server/ingest/ingest-store.ts';

/** Sign-ins that failed, and who let an operator try again. */
export const bookOperatorSigned: Handler<OperatorSigned> = {
  book(fact, journal) {
    const { verdict, ...detail } = fact.payload;
    const isTold = verdict === 'failed' || verdict === 'unlocked';
    return { day: isTold ? [auditOf(fact, journal, `operator.${verdict}`, detail)] : [] };
  },
};

/** A drawer that was opened without a sale. */
export const bookDrawerOpened: Handler<DrawerOpened> = {
  needs({ operatorId, payload: { overrideId } }, { journalId }, needs) {
    needs.day.policy = true;
    needs.day.sessionJournals.add(journalId);
    if (operatorId) needs.operatorIds.add(operatorId);
    if (overrideId) needs.day.overrideIds.add(overrideId);
  },
  book(fact, journal, lookups) {
    const { cause, reason, overrideId } = fact.payload;
    if (cause !== 'no-sale') return {};
    const asked = [{ permission: 'no-sale' as const, size: 0, ...(overrideId ? { overrideId } : {}) }];
    return {
      day: [auditOf(fact, journal, 'drawer.no-sale', { ...(reason ? { reason } : {}) })],
      exceptions: permissionExceptions(fact, journal, lookups, asked),
    };
  },
};

export const bookCartOpened: Handler<PayloadOf<'cart.opened'>> = {
  book: (fact, journal) => ({ day: [auditOf(fact, journal, 'cart.opened', { cartId: fact.payload.cartId })] }),
};

export const bookLineVoided: Handler<LineVoided> = {
  book(fact, journal) {
    const { amount, ...detail } = fact.payload;
    return { day: [auditOf(fact, journal, 'line.voided', detail, amount)] };
  },
};

/** A cart that was cleared; parked, it is no longer to be had. */
export const bookCartAbandoned: Handler<CartAbandoned> = {
  needs({ payload: { cartId } }, _journal, needs) {
    needs.day.parkedCartIds.add(cartId);
  },
  book(fact, journal, lookups) {
    const { cartId, reason, total, lines } = fact.payload;
    const taken = takeParked(fact, cartId, lookups);
    const audit = auditOf(fact, journal, 'cart.abandoned', { cartId, reason, lines: lines.length }, total);
    return { day: [audit, ...taken.day], touched: taken.touched };
  },
};

export const bookRestrictionChecked: Handler<RestrictionChecked> = {
  book: (fact, journal) => ({
    day: [auditOf(fact, journal, auditKind(fact.payload), { ...fact.payload })],
  }),
};

function auditKind({ rule, verdict }: RestrictionChecked): string {
  return rule === 'age' ? `restriction.${verdict}` : `batch.${verdict}`;
}

/** A sale undone. */
export const bookSalePostVoided: Handler<SalePostVoided> = {
  needs({ operatorId, payload: { orderId, returnId, overrideId } }, { journalId }, needs) {
    needs.day.policy = true;
    if (operatorId) needs.operatorIds.add(operatorId);
    if (overrideId) needs.day.overrideIds.add(overrideId);
    for (const id of [orderId, returnId]) needs.money.tickets.set(id, { journalId, orderId: id });
  },
  book(fact, journal, lookups) {
    const { orderId, returnId, reason, overrideId } = fact.payload;
    const asked = [{ permission: 'post-void' as const, size: 0, ...(overrideId ? { overrideId } : {}) }];
    const { journalId } = journal;
    return {
      day: [
        { type: 'post-void', journalId, seq: fact.seq, orderId, returnId },
        auditOf(fact, journal, 'sale.post-voided', { orderId, returnId, reason }),
      ],
      exceptions: [
        ...permissionExceptions(fact, journal, lookups, asked, { subjectId: returnId, begunBefore: 'by-operator' }),
        ...undoneExceptions(fact, journal, lookups),
      ],
    };
  },
};

/** A void of what is not voided, or by a ticket that does not give back all of it: with what the sale came to. */
function undoneExceptions(fact: Fact<SalePostVoided>, journal: Journal, { money }: Lookups): ExceptionEffect[] {
  const { orderId, returnId } = fact.payload;
  const sale = money.tickets.get(orderId)?.order;
  if (!sale) return [];
  const undoing = money.tickets.get(returnId)?.order;
  const why = unvoidable(sale) ?? (undoing && undoesWhole(undoing, orderId, sale) ? null : 'not-whole');
  if (!why) return [];
  const detail = { orderId, returnId, why };
  return [exceptionOf('post-void-differs', { ...journal, seq: fact.seq }, detail, { amount: sale.total })];
}

/** A copy is told, and asks for the role or a decision on its order; a receipt by e-mail waits to be sent. */
export const bookReceiptIssued: Handler<ReceiptIssued> = {
  needs({ operatorId, payload: { orderId, copy } }, _journal, needs) {
    if (copy === 0) return;
    needs.day.policy = true;
    needs.day.overrideSubjects.add(orderId);
    if (operatorId) needs.operatorIds.add(operatorId);
  },
  book(fact, journal, lookups) {
    const { orderId, how, copy, addressId, form = 'receipt' } = fact.payload;
    const isMailed = how === 'e-mailed' && addressId !== undefined;
    const isCopy = copy > 0 && (how === 'printed' || how === 'e-mailed');
    const { journalId } = journal;
    return {
      day: [
        ...(isCopy ? [auditOf(fact, journal, 'receipt.copy', { orderId, how, copy })] : []),
        ...(isMailed ? [{ type: 'mail' as const, journalId, seq: fact.seq, orderId, addressId, copy, form }] : []),
      ],
      exceptions: isCopy ? subjectExceptions(fact, journal, lookups, 'receipt-copy', orderId) : [],
    };
  },
};

/** A barcode that no product has: for the fix list. */
export const bookProblemReported: Handler<ProblemReported> = {
  book(fact, journal) {
    const { problem, code = null, name = null, categoryId = null, price = null, photoId = null } = fact.payload;
    const told = { problem, code, name, categoryId, price, photoId };
    return { day: [{ type: 'problem', ...witnessed(fact, journal), ...told }] };
  },
};
