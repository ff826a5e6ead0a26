import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import { draftOf } from '#renderer/features/orders/shared/order-journal.ts';
import type { Fulfilment } from '#renderer/store/till-store.ts';
import { type Goods, goodsToGive } from './goods-of.ts';

/** How it is known that who came may have it. */
export type Proof = PayloadOf<'fulfilment.handed-over'>['proof'];

/** What is handed over, as it was chosen at the counter. */
export interface HandOverChoice {
  proof: Proof;
  collector: 'customer' | 'other';
  /** Where the name of somebody else is kept. */
  collectorId?: string;
  /** How much of each, by `keyOf`; what is not named goes whole. */
  quantities: ReadonlyMap<string, number>;
  /** The age that was checked and met. */
  minimumAge?: number;
}

export function keyOf({ lineId, variantId }: Pick<Goods, 'lineId' | 'variantId'>): string {
  return `${lineId}\n${variantId}`;
}

/** What of an order goes now, at most what lies there for the customer. */
export function chosenGoods(fulfilment: Fulfilment, quantities: ReadonlyMap<string, number>): Goods[] {
  return goodsToGive(fulfilment)
    .map((goods) => ({ ...goods, quantity: Math.min(goods.quantity, quantities.get(keyOf(goods)) ?? goods.quantity) }))
    .filter(({ quantity }) => quantity > 0);
}

/** The highest age that anything of it asks for (as at the till's own sales); undefined where nothing does. */
export function ageFor(goods: readonly Goods[]): number | undefined {
  const ages = goods.flatMap(({ minimumAge }) => minimumAge ?? []);
  return ages.length === 0 ? undefined : Math.max(...ages);
}

/** The fact of a hand-over, of what the order is by then; none where nothing of it lies there any more. */
export function handOverDraft(fulfilment: Fulfilment, choice: HandOverChoice): FactDraft[] {
  const { fulfilmentId, locationId, actions } = fulfilment;
  const goods = chosenGoods(fulfilment, choice.quantities);
  if (!actions.includes('hand-over') || goods.length === 0) return [];
  const { proof, collector, collectorId, minimumAge } = choice;
  return [
    draftOf('fulfilment.handed-over', {
      ...{ fulfilmentId, locationId, proof, collector },
      lines: goods.map(({ lineId, variantId, quantity }) => ({ lineId, variantId, quantity })),
      ...(collectorId === undefined ? {} : { collectorId }),
      ...(minimumAge === undefined ? {} : { minimumAge }),
    }),
  ];
}
