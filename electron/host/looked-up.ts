import { OrderAnswer } from '#contracts/http/api.ts';
import { parseDown } from '#contracts/schema.ts';

/** Past orders of other registers that the server told of: what a window says of them needs no belief. */
export interface LookedUp {
  /** What the server answered to `GET /orders/:orderId`. */
  heard(answer: unknown): void;
  /** Whether the server knows an order; asks it, when it was not asked yet. False while it can't be reached. */
  isSale(orderId: string): Promise<boolean>;
  /** Whether a payment of such an order has this reference. */
  hasReference(reference: string): boolean;
}

/** More than a till takes back between two starts. */
const ORDERS_MAX = 5000;

/** `ask` gives the server's answer to a look-up, or undefined. */
export function createLookedUp(ask: (orderId: string) => Promise<unknown>): LookedUp {
  const references = new Map<string, readonly string[]>();

  function heard(answer: unknown): void {
    const found = parseDown(OrderAnswer, answer);
    if (!found.ok) return;
    const { orderId, order } = found.value;
    references.set(
      orderId,
      order.payments.flatMap(({ reference }) => (reference === undefined ? [] : [reference])),
    );
    const [oldest] = references.keys();
    if (references.size > ORDERS_MAX && oldest !== undefined) references.delete(oldest);
  }

  return {
    heard,
    async isSale(orderId) {
      if (!references.has(orderId)) heard(await ask(orderId));
      return references.has(orderId);
    },
    hasReference: (reference) => [...references.values()].some((known) => known.includes(reference)),
  };
}
