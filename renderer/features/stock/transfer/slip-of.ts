import type { i18n, TFunction } from 'i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import type { ReceiptBlock, ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { createFormats } from '#renderer/app/format.ts';
import { localName } from '#renderer/app/local-name.ts';
import { paperWords } from '#renderer/features/receipts/paper-words.ts';
import { paperFormats } from '#renderer/features/receipts/receipt-formats.ts';
import type { StockDraft } from '#renderer/features/stock/work/stock-draft.ts';
import type { Cards } from '#renderer/features/stock/work/use-cards.ts';
import { transferCode, transferNumber } from './transfer-code.ts';

export interface SlipInput {
  draft: StockDraft;
  cards: Cards;
  config: RegisterConfig;
  operatorName: string;
  /** ISO 8601. */
  at: string;
  copy: boolean;
}

/** The paper that goes with a transfer: from where to where, what is in it, and the code that it is accepted by. */
export function slipOf({ draft, cards, config, operatorName, at, copy }: SlipInput, i18n: i18n): ReceiptDocument {
  const { store } = config;
  const words = paperWords(store, i18n, slipWords);
  const formats = createFormats({
    language: words.language,
    storeLanguage: store.language,
    currency: store.currency,
    timeZone: store.timeZone,
  });
  const transferId = draft.transferId ?? draft.draftId;
  const lines = draft.lines.filter(({ quantity }) => quantity > 0);
  const blocks: ReceiptBlock[] = [
    ...(copy ? [large(words.copy)] : []),
    large(words.title),
    { kind: 'text', text: transferNumber(transferId), align: 'center', bold: true },
    { kind: 'rule' },
    row(words.from, store.name),
    row(words.to, draft.location?.name ?? ''),
    row(words.date, paperFormats(config).formatDate(at)),
    row(words.operator, operatorName),
    { kind: 'rule' },
    ...lines.flatMap(({ variantId, quantity, batch, expiry }): ReceiptBlock[] => {
      const card = cards.get(variantId);
      const name = card ? localName(card, words.language) : variantId;
      const lot = [card?.sku, batch, expiry].filter((part) => part !== undefined && part !== '').join(' · ');
      const amount = formats.quantity(quantity, card?.unit ?? 'each').replace(/[\u00a0\u2009\u202f]/g, ' ');
      return [row(name, amount), ...(lot === '' ? [] : [{ kind: 'text' as const, text: lot }])];
    }),
    { kind: 'rule' },
    { kind: 'feed', lines: 1 },
    { kind: 'barcode', text: transferCode(transferId), symbology: 'code128' },
    { kind: 'text', text: transferId, align: 'center' },
  ];
  return { language: words.language, widthMm: storePolicy(store).receipts.widthMm, copyMark: words.copy, blocks };
}

function slipWords(t: TFunction, language: string) {
  return {
    language,
    title: t('stock.slip.title'),
    copy: t('receipt.copy'),
    from: t('stock.slip.from'),
    to: t('stock.slip.to'),
    date: t('stock.slip.date'),
    operator: t('slip.operator'),
  };
}

function large(text: string): ReceiptBlock {
  return { kind: 'text', text, align: 'center', bold: true, size: 2 };
}

function row(left: string, right: string): ReceiptBlock {
  return { kind: 'row', left, right };
}
