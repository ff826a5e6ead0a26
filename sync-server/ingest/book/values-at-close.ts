import type { Fact } from '#contracts/facts/envelope.ts';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import type { SessionClosed } from '#contracts/facts/session-facts.ts';
import { type ValueMove, valueFaults } from '#domain/order/check-value.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { checkPayload } from '#sync-server/ingest/book/parse-payload.ts';
import type { ExceptionEffect } from '#sync-server/ingest/effects.ts';

type Moved = Omit<ValueMove, 'kind' | 'holder'> & { orderId: string; instrument?: string; accountId?: string };

const MOVES: ReadonlySet<string> = new Set(['value.issued', 'value.redeemed', 'account.charged', 'account.paid']);

/**
 * When a session closes, every ticket beside which less stored value was spent or issued, or less charged or paid off, than it
 * says is a case for a person: its amount is what is missing, below zero.
 */
export const valuesAtClose: Handler<SessionClosed> = {
  needs({ seq, payload: { sessionId, series } }, { storeId }, needs) {
    needs.storeIds.add(storeId);
    needs.day.policy = true;
    needs.day.closing.set(sessionId, { seq, series });
  },

  book({ payload }, _journal, { day }) {
    const { session, facts } = day.proofs.get(payload.sessionId) ?? {};
    const tenders = session && day.tenders.get(session.storeId);
    if (!session || !facts || !tenders) return {};
    const counted = facts.filter(isCounted);
    const moves = movesByTicket(counted);
    const exceptions = counted
      .filter((fact): fact is Fact<OrderCompleted> => fact.kind === 'order.completed')
      .flatMap(({ id, seq, payload: order }): ExceptionEffect[] => {
        return valueFaults(order, moves.get(id) ?? [], tenders)
          .filter(({ holder, expected, found }) => holder !== undefined && found < expected)
          .map(({ holder = '', where, expected, found }) => {
            const detail = { orderId: id, holder, where, expected, found };
            return exceptionOf('value-differs', { ...session, seq }, detail, {
              amount: found - expected,
              about: where,
            });
          });
      });
    return { exceptions };
  },

  begins: true,
};

function isCounted({ kind, version, payload, training }: Fact): boolean {
  const concerns = kind === 'order.completed' || MOVES.has(kind);
  return concerns && !training && checkPayload(kind, version, payload) === 'ok';
}

function movesByTicket(facts: readonly Fact[]): Map<string, ValueMove[]> {
  const moves = new Map<string, ValueMove[]>();
  for (const { kind, payload } of facts) {
    if (!MOVES.has(kind)) continue;
    const { orderId, instrument, accountId = '', ...moved } = payload as Moved;
    const move: ValueMove = { ...moved, kind: kind as ValueMove['kind'], holder: instrument ?? accountId };
    moves.set(orderId, [...(moves.get(orderId) ?? []), move]);
  }
  return moves;
}
