import Type from 'typebox';
import { parseJson, Text, Uuid } from '#contracts/schema.ts';
import type { ItemStorage } from '#renderer/store/till-store.ts';
import type { OpenOrders } from './order-parts.ts';

const Open = Type.Object(
  {
    task: Type.Union([Text, Type.Null()]),
    fulfilmentIds: Type.Array(Uuid, { minItems: 1 }),
    shown: Type.Optional(Type.Union([Type.Literal('typed'), Type.Literal('scanned')])),
  },
  { additionalProperties: false },
);

const keyOf = (operatorId: string): string => `omnitill-orders-open-${operatorId}`;

/** What an operator had open; null where they had nothing. */
export function keptOrders(kept: ItemStorage, operatorId: string): OpenOrders | null {
  const open = parseJson(Open, kept.getItem(keyOf(operatorId)) ?? 'null');
  return open.ok ? open.value : null;
}

/** Keeps what an operator has open over a crash, a restart or a sign-out. */
export function keepOrders(kept: ItemStorage, operatorId: string, open: OpenOrders | null): void {
  if (open) kept.setItem(keyOf(operatorId), JSON.stringify(open));
  else kept.removeItem(keyOf(operatorId));
}
