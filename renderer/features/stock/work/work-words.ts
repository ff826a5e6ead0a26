import type { TFunction } from 'i18next';
import type { StockDraft } from './stock-draft.ts';

/** What work is about: the order, supplier, place or reason. */
export function workTitle(t: TFunction, { kind, order, supplier, location, sign }: StockDraft, reason: string): string {
  switch (kind) {
    case 'receive':
      if (order) return t('stock.work.receiveOrder', { number: order.number, name: supplier?.name ?? '' });
      return supplier ? t('stock.work.receiveFrom', { name: supplier.name }) : t('stock.work.receive');
    case 'adjust':
      return t(sign < 0 ? 'stock.work.adjustOff' : 'stock.work.adjustOn', { reason });
    case 'send':
      return t('stock.work.sendTo', { name: location?.name ?? '' });
    case 'accept':
      return location ? t('stock.work.acceptFrom', { name: location.name }) : t('stock.work.accept');
    case 'return':
      return t('stock.work.returnTo', { name: supplier?.name ?? '' });
  }
}
