import type { i18n, TFunction } from 'i18next';
import type { Label } from '#contracts/ipc/devices.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import type { ReceiptBlock, ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { bagCode } from '#renderer/features/orders/shared/bag-code.ts';
import { paperWords } from '#renderer/features/receipts/paper-words.ts';
import { paperFormats } from '#renderer/features/receipts/receipt-formats.ts';
import type { Fulfilment } from '#renderer/store/till-store.ts';

export interface BagLabelInput {
  fulfilment: Fulfilment;
  bags: number;
  /** What the place is called where the bags are put; undefined where none was said. */
  placeName: string | undefined;
  config: RegisterConfig;
}

/** A label for each bag, and one for the place where they are put: number, name, which bag, and the code that finds the order. */
export function bagLabels({ fulfilment, bags, placeName }: BagLabelInput): Label[] {
  const { fulfilmentId, number, customerName, channelName } = fulfilment;
  const label = (price: string): Label => ({
    name: `#${number} ${customerName ?? channelName}`,
    ...(placeName === undefined ? {} : { detail: placeName }),
    price,
    barcode: bagCode(fulfilmentId),
    copies: 1,
  });
  const ofBags = Array.from({ length: bags }, (_, at) => label(`${at + 1}/${bags}`));
  return placeName === undefined ? ofBags : [...ofBags, label(placeName)];
}

/** The same on a receipt printer's paper, one bag after the other. */
export function bagPapers({ fulfilment, bags, placeName, config }: BagLabelInput, i18n: i18n): ReceiptDocument[] {
  const { store } = config;
  const { fulfilmentId, number, customerName, method, promisedBy } = fulfilment;
  const words = paperWords(store, i18n, paperOf);
  const by = promisedBy === undefined ? [] : [row(words.promised, paperFormats(config).formatDate(promisedBy))];
  return Array.from({ length: bags }, (_, at): ReceiptDocument => {
    const blocks: ReceiptBlock[] = [
      { kind: 'text', text: `#${number}`, align: 'center', bold: true, size: 2 },
      ...(customerName === undefined ? [] : [centred(customerName)]),
      { kind: 'rule' },
      row(words[method], words.bag(at + 1, bags)),
      ...by,
      ...(placeName === undefined ? [] : [row(words.place, placeName)]),
      { kind: 'feed', lines: 1 },
      { kind: 'barcode', text: bagCode(fulfilmentId), symbology: 'code128' },
    ];
    return { language: words.language, widthMm: storePolicy(store).receipts.widthMm, copyMark: words.copy, blocks };
  });
}

function paperOf(t: TFunction, language: string) {
  return {
    language,
    copy: t('receipt.copy'),
    pickup: t('orders.method.pickup'),
    ship: t('orders.method.ship'),
    promised: t('orders.facts.promised'),
    place: t('orders.facts.place'),
    bag: (at: number, of: number) => t('orders.ready.bagOf', { at, of }),
  };
}

function centred(text: string): ReceiptBlock {
  return { kind: 'text', text, align: 'center', bold: true };
}

function row(left: string, right: string): ReceiptBlock {
  return { kind: 'row', left, right };
}
