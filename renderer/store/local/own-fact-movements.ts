import type { Static, TSchema } from 'typebox';
import type { Fact } from '#contracts/facts/envelope.ts';
import { FulfilmentHandedOver, FulfilmentShipped } from '#contracts/facts/fulfilment-facts.ts';
import { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { StockAccepted, StockAdjusted, StockReceived, StockReturned, StockSent } from '#contracts/facts/stock-facts.ts';
import { parse } from '#contracts/schema.ts';
import { orderMovements } from '#domain/order/order-movements.ts';
import type { Movement } from '#domain/stock/position.ts';

/** What a fact of this till moved on its own shelf. Training moves nothing, and what came damaged does not reach the shelf. */
export function ownFactMovements(fact: Fact): Movement[] {
  return fact.training ? [] : together(movementsOf(fact));
}

function movementsOf(fact: Fact): readonly Movement[] {
  if (fact.version !== 1) return [];
  switch (fact.kind) {
    case 'order.completed':
      return payloadOf(OrderCompleted, fact, orderMovements);
    case 'stock.received':
      return payloadOf(StockReceived, fact, ({ lines }) => lines);
    case 'stock.adjusted':
      return payloadOf(StockAdjusted, fact, ({ lines }) => lines);
    case 'stock.accepted':
      return payloadOf(StockAccepted, fact, ({ lines }) => lines);
    case 'stock.sent':
      return payloadOf(StockSent, fact, ({ lines }) => lines.map(outward));
    case 'stock.returned':
      return payloadOf(StockReturned, fact, ({ lines }) => lines.map(outward));
    case 'fulfilment.handed-over':
      return payloadOf(FulfilmentHandedOver, fact, ({ lines }) => lines.map(outward));
    case 'fulfilment.shipped':
      return payloadOf(FulfilmentShipped, fact, ({ lines }) => lines.map(outward));
    default:
      return [];
  }
}

function payloadOf<S extends TSchema>(
  schema: S,
  { payload }: Fact,
  movements: (payload: Static<S>) => readonly Movement[],
): readonly Movement[] {
  const parsed = parse(schema, payload);
  return parsed.ok ? movements(parsed.value) : [];
}

function outward({ variantId, quantity }: Movement): Movement {
  return { variantId, quantity: -quantity };
}

/** One movement per variant, in the order of first appearance. */
function together(movements: readonly Movement[]): Movement[] {
  const moved = new Map<string, number>();
  for (const { variantId, quantity } of movements) moved.set(variantId, (moved.get(variantId) ?? 0) + quantity);
  return [...moved].flatMap(([variantId, quantity]) => (quantity === 0 ? [] : [{ variantId, quantity }]));
}
