/** Begins what stands on a bag, so that no product's code is taken for one. */
const PREFIX = 'BAG-';

/** What stands in the barcode of an order's bags: the end of the fulfilment's id, short enough for a narrow label. */
export function bagCode(fulfilmentId: string): string {
  return PREFIX + fulfilmentId.replaceAll('-', '').slice(-12).toUpperCase();
}

/** The order whose bag was scanned; undefined where the text is no bag's of these. */
export function readBag<T extends { fulfilmentId: string }>(text: string, fulfilments: readonly T[]): T | undefined {
  const code = text.trim().toUpperCase();
  return fulfilments.find(({ fulfilmentId }) => bagCode(fulfilmentId) === code);
}
