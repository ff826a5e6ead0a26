import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { type Barcode, type BarcodeRules, readBarcode } from '#domain/gs1/read-barcode.ts';
import { isMadeCardNumber } from '#domain/member/card-number.ts';
import type { ScanEvent } from '#drivers/scanner/protocol/scan-event.ts';
import { scanRepairs } from '#drivers/scanner/protocol/scan-repairs.ts';
import type { MemberCard, TillStore, VariantCard } from '#renderer/store/till-store.ts';
import { ofItemData, ofLabel, type Pending } from './ring-up.ts';

/** What a scanned or keyed text means to this shop. */
export type ScanMeaning =
  | { kind: 'item'; card: VariantCard; facts: Partial<Pending> }
  /** Somebody's card. */
  | { kind: 'member'; member: MemberCard }
  /** A receipt's number or its signed code. */
  | { kind: 'receipt'; text: string }
  | { kind: 'unknown'; code: UnknownCode; params: Record<string, string> };

/** Why a code means nothing here. */
export type UnknownCode =
  | 'barcode-unknown'
  | 'member-card-unknown'
  | 'member-card-shared'
  | 'barcode-check-digit'
  | 'barcode-date'
  | 'barcode-field'
  | 'barcode-fields-clash'
  | 'barcode-field-missing';

/** A receipt's number as it is printed in its barcode: series and number. */
const RECEIPT_NUMBER = /^[A-Z0-9]+(-T)?-\d+$/i;
/** A receipt's signed code. */
const RECEIPT_CODE = /^OT1\./;

/** How barcodes are read in a store. */
export function barcodeRules(config: RegisterConfig, businessDate?: string): BarcodeRules {
  const { inStoreLayouts } = storePolicy(config.store);
  return { inStoreLayouts, businessDate, currencyDigits: config.store.currency.digits };
}

/**
 * Looks a text up: GTIN, GS1 code, the store's own label, sku, a member's card, then whether it is a receipt's. A card number that a till
 * made is nothing but a card; one that came printed is looked for where the text names no product, so that none is ever hidden by it.
 */
export async function meaningOf(store: TillStore, text: string, rules: BarcodeRules): Promise<ScanMeaning> {
  if (RECEIPT_CODE.test(text)) return { kind: 'receipt', text };
  if (isMadeCardNumber(text)) {
    return (await memberOf(store, text)) ?? { kind: 'unknown', code: 'member-card-unknown', params: { text } };
  }
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
  const carried = await memberOf(store, text);
  if (carried) return carried;
  if (barcode.kind === 'text' && RECEIPT_NUMBER.test(text)) return { kind: 'receipt', text };
  return { kind: 'unknown', ...whyUnknown(barcode, text) };
}

/** Whose card it is; null where it is nobody's. */
async function memberOf(store: TillStore, text: string): Promise<ScanMeaning | null> {
  const [member, other] = await store.membersByCard(text);
  if (other) return { kind: 'unknown', code: 'member-card-shared', params: { text } };
  return member ? { kind: 'member', member } : null;
}

/**
 * Looks a scan up. One that means nothing as it came is read again as a keyboard layout, an input method or a scanner
 * without a suffix may have garbled it; what then names items by a check digit of its own is taken, all of it or nothing.
 */
export async function meaningsOf(store: TillStore, scan: ScanEvent, rules: BarcodeRules): Promise<ScanMeaning[]> {
  const first = await meaningOf(store, scan.text, { ...rules, symbology: scan.symbology });
  if (first.kind !== 'unknown') return [first];
  for (const alternative of scanRepairs(scan, rules)) {
    const meanings: ScanMeaning[] = [];
    for (const { text, symbology } of alternative) meanings.push(await meaningOf(store, text, { ...rules, symbology }));
    if (meanings.every(({ kind }) => kind === 'item' || kind === 'member')) return meanings;
  }
  return [first];
}

const FAULTS = {
  'check-digit': 'barcode-check-digit',
  date: 'barcode-date',
  field: 'barcode-field',
  clash: 'barcode-fields-clash',
  missing: 'barcode-field-missing',
} as const;

function whyUnknown(barcode: Barcode, text: string): { code: UnknownCode; params: Record<string, string> } {
  if (barcode.kind === 'bad-check-digit') return { code: 'barcode-check-digit', params: { text } };
  if (barcode.kind !== 'bad-gs1' || !barcode.fault) return { code: 'barcode-unknown', params: { text } };
  const { fault } = barcode;
  const params = { text, field: `(${fault.ai})`, other: 'other' in fault ? `(${fault.other})` : '' };
  return { code: FAULTS[fault.reason], params };
}
