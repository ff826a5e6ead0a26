import type { Handler } from '#sync-server/ingest/book/handler.ts';
import type { Effects } from '#sync-server/ingest/effects.ts';
import { addEffects, noEffects } from '#sync-server/ingest/effects.ts';

/** Several handlers of one kind as one: their effects in this order. At most one of them uses up receipt numbers. */
export function together<Payload>(...handlers: readonly Handler<Payload>[]): Handler<Payload> {
  const numbering = handlers.find(({ receiptNumber }) => receiptNumber !== undefined);
  return {
    needs(fact, journal, needs) {
      for (const handler of handlers) handler.needs?.(fact, journal, needs);
    },
    book(fact, journal, lookups): Effects {
      const all = noEffects();
      for (const handler of handlers) addEffects(all, handler.book(fact, journal, lookups));
      return all;
    },
    ...(numbering?.receiptNumber ? { receiptNumber: numbering.receiptNumber } : {}),
    cuts: handlers.some(({ cuts }) => cuts),
    begins: handlers.some(({ begins }) => begins),
  };
}
