import type { FactDraft } from '#contracts/facts/envelope.ts';
import { draftOf } from '#renderer/features/orders/shared/order-journal.ts';
import type { Fulfilment } from '#renderer/store/till-store.ts';
import { goodsToPutBack } from './goods-of.ts';

/**
 * The fact that a scanned variant is on its shelf again: one piece; what is weighed or measured is one bag, and goes back whole. None
 * where nothing of it has to go back. `placeId`: the shelf that was scanned.
 */
export function putBackDraft(fulfilment: Fulfilment, variantId: string, placeId?: string): FactDraft[] {
  const { fulfilmentId, locationId } = fulfilment;
  const goods = goodsToPutBack(fulfilment).find((one) => one.variantId === variantId);
  if (!goods) return [];
  const quantity = goods.unit === 'each' ? 1 : goods.quantity;
  const lines = [{ lineId: goods.lineId, variantId, quantity, ...(placeId === undefined ? {} : { placeId }) }];
  return [draftOf('fulfilment.put-back', { fulfilmentId, locationId, lines })];
}
