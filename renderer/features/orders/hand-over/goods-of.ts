import { leftOf, stagedOf, toGiveOf, toPutBackOf } from '#domain/fulfilment/fulfilment-sums.ts';
import type { Fulfilment, FulfilmentLine } from '#renderer/store/till-store.ts';

/** Some of what lies picked: a line's own variant, or what was picked in its place. */
export interface Goods {
  lineId: string;
  variantId: string;
  sku: string;
  name: string;
  unit: FulfilmentLine['unit'];
  /** In the variant's smallest unit. */
  quantity: number;
  minimumAge?: number;
}

/** What may be given to the customer or the carrier now. */
export function goodsToGive({ lines }: Pick<Fulfilment, 'lines'>): Goods[] {
  return lines.flatMap((line) => shared(line, toGiveOf(line)));
}

/** What has to go back to its shelf: all that lies there of what was refused or not fetched, else what is owed to nobody. */
export function goodsToPutBack({
  lines,
  refused,
  expired,
}: Pick<Fulfilment, 'lines' | 'refused' | 'expired'>): Goods[] {
  return lines.flatMap((line) => shared(line, refused || expired ? stagedOf(line) : toPutBackOf(line)));
}

/**
 * `quantity` of a line by what it is. What left and what was put back before is taken to be the line's own first: the sums of a line do
 * not tell which of them it was.
 */
function shared(line: FulfilmentLine, quantity: number): Goods[] {
  const { lineId, variantId, sku, name, unit, minimumAge, substitutes = [] } = line;
  const instead = substitutes.reduce((sum, one) => sum + one.quantity, 0);
  const all = [{ variantId, sku, name, quantity: Math.max(0, line.picked - instead) }, ...substitutes];
  let gone = leftOf(line) + line.putBack;
  let left = quantity;
  return all.flatMap((each) => {
    const lying = Math.max(0, each.quantity - gone);
    gone = Math.max(0, gone - each.quantity);
    const taken = Math.min(lying, left);
    left -= taken;
    if (taken === 0) return [];
    const age = minimumAge === undefined ? {} : { minimumAge };
    return [{ lineId, unit, variantId: each.variantId, sku: each.sku, name: each.name, quantity: taken, ...age }];
  });
}
