import type { BarcodeRules } from '#domain/gs1/read-barcode.ts';
import { readBarcode } from '#domain/gs1/read-barcode.ts';
import type { TillStore, VariantCard } from '#renderer/store/till-store.ts';
import { ofItemData, ofLabel, type Pending } from './ring-up.ts';

/** What a scanned or keyed text means to this shop. */
export type ScanMeaning =
  | { kind: 'item'; card: VariantCard; facts: Partial<Pending> }
  /** A receipt's number or its signed code. */
  | { kind: 'receipt'; text: string }
  | { kind: 'unknown'; code: 'barcode-unknown' | 'barcode-check-digit'; text: string };

/** A receipt's number as it is printed in its barcode: series and number. */
const RECEIPT_NUMBER = /^[A-Z0-9]+(-T)?-\d+$/i;
/** A receipt's signed code. */
const RECEIPT_CODE = /^OT1\./;

/** Looks a text up: GTIN, GS1 code, the store's own label, sku, then whether it is a receipt's. */
export async function meaningOf(store: TillStore, text: string, rules: BarcodeRules): Promise<ScanMeaning> {
  if (RECEIPT_CODE.test(text)) return { kind: 'receipt', text };
  const barcode = readBarcode(text, rules);
  if (barcode.kind === 'gs1') {
    const card = await store.byGtin(barcode.gtin);
    if (card) return { kind: 'item', card, facts: ofItemData(barcode.data, card) };
  }
  if (barcode.kind === 'in-store') {
    const card = await store.byPlu(barcode.item.plu);
    if (card) return { kind: 'item', card, facts: ofLabel(barcode.item, card) };
  }
  const byGtin = 'gtin' in barcode ? await store.byGtin(barcode.gtin) : null;
  const card = byGtin ?? (await store.bySku(text));
  if (card) return { kind: 'item', card, facts: {} };
  if (barcode.kind === 'text' && RECEIPT_NUMBER.test(text)) return { kind: 'receipt', text };
  const code = barcode.kind === 'bad-check-digit' ? 'barcode-check-digit' : 'barcode-unknown';
  return { kind: 'unknown', code, text };
}
