import type { i18n, TFunction } from 'i18next';
import type { ParcelLabel } from '#contracts/http/parcels.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import type { ReceiptBlock, ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import type { Printable } from '#renderer/features/orders/shared/use-label-printing.ts';
import { paperWords } from '#renderer/features/receipts/paper-words.ts';
import { paperFormats } from '#renderer/features/receipts/receipt-formats.ts';

/** A carrier's label: whom the parcel goes to, where it is sorted to, and the number that it is scanned by. */
export function parcelPrint(label: ParcelLabel, config: RegisterConfig, i18n: i18n): Printable {
  const { number, tracking, service, route, to, from, grams } = label;
  const { store } = config;
  const words = paperWords(store, i18n, wordsOf);
  const weight = kilograms(grams);
  const [name = '', ...address] = to;
  const blocks: ReceiptBlock[] = [
    { kind: 'row', left: service, right: weight, bold: true },
    { kind: 'text', text: route, align: 'center', bold: true, size: 2 },
    { kind: 'rule' },
    ...to.map((text): ReceiptBlock => ({ kind: 'text', text, bold: true })),
    { kind: 'rule' },
    { kind: 'text', text: `${words.from} ${from.join(', ')}` },
    { kind: 'text', text: `#${number}` },
    { kind: 'feed', lines: 1 },
    { kind: 'barcode', text: tracking, symbology: 'code128' },
  ];
  return {
    labels: [
      {
        ...{ name, detail: address.join(', '), price: route, unitPrice: `#${number} ${weight}` },
        ...{ barcode: tracking, copies: 1 },
      },
    ],
    papers: [{ language: words.language, widthMm: storePolicy(store).receipts.widthMm, copyMark: words.copy, blocks }],
  };
}

export interface ParcelList {
  /** Names it on the paper. */
  manifestId: string;
  carrier: string;
  parcels: readonly { number: string; tracking: string; grams: number }[];
  /** As they said; empty: to be written by hand. */
  driver: string;
  at: string;
}

/** What a driver takes, to be signed. */
export function listPaper(list: ParcelList, config: RegisterConfig, i18n: i18n): ReceiptDocument {
  const { manifestId, carrier, parcels, driver, at } = list;
  const { store } = config;
  const words = paperWords(store, i18n, wordsOf);
  const { formatDate } = paperFormats(config);
  const grams = parcels.reduce((sum, parcel) => sum + parcel.grams, 0);
  const blocks: ReceiptBlock[] = [
    { kind: 'text', text: words.list, align: 'center', bold: true, size: 2 },
    { kind: 'text', text: store.name, align: 'center' },
    { kind: 'row', left: carrier, right: formatDate(at) },
    { kind: 'text', text: manifestId },
    { kind: 'rule' },
    ...parcels.map(({ number, tracking, grams: weight }): ReceiptBlock => {
      return { kind: 'row', left: `${tracking} #${number}`, right: kilograms(weight) };
    }),
    { kind: 'rule' },
    { kind: 'row', left: words.count(parcels.length), right: kilograms(grams), bold: true },
    { kind: 'feed', lines: 1 },
    { kind: 'text', text: `${words.driver} ${driver}` },
    { kind: 'feed', lines: 2 },
    { kind: 'text', text: `${words.signature} ____________________` },
  ];
  return { language: words.language, widthMm: storePolicy(store).receipts.widthMm, copyMark: words.copy, blocks };
}

/** A weight as carriers write it. */
export function kilograms(grams: number): string {
  return `${decimalText(grams, 3)} kg`;
}

function wordsOf(t: TFunction, language: string) {
  return {
    language,
    copy: t('receipt.copy'),
    from: t('orders.ship.paper.from'),
    list: t('orders.ship.paper.list'),
    driver: t('orders.ship.paper.driver'),
    signature: t('orders.ship.paper.signature'),
    count: (count: number) => t('orders.ship.parcels', { count }),
  };
}
