import { useTranslation } from 'react-i18next';
import { SupplierPublished } from '#contracts/facts/stock-facts.ts';
import { parse } from '#contracts/schema.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { Cards } from '#renderer/features/stock/work/use-cards.ts';

const ITEM = 'items.';

/** A field of a supplier (`name`, `items.<variantId>`) and what is in it, in words. `cards`: the products it sells. */
export function useSupplierWords(cards: Cards) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const labels: Readonly<Record<string, string>> = {
    name: t('buy.name'),
    email: t('buy.email'),
    leadTimeDays: t('buy.leadTime'),
    minimumOrder: t('buy.minimumOrder'),
    reviewDays: t('replenish.supply.review'),
    coverDays: t('replenish.supply.cover'),
    serviceLevelPpm: t('replenish.supply.service'),
    status: t('table.status'),
  };
  function itemWords(value: unknown): string {
    const item = parse(SupplierPublished.properties.items.items, value);
    if (!item.ok) return t('buy.notSold');
    const { variantId, supplierSku, packSize, minimumQuantity, packCost } = item.value;
    const unit = cards.get(variantId)?.unit ?? 'each';
    return [
      ...(supplierSku === undefined ? [] : [supplierSku]),
      t('buy.packOf', { quantity: formats.quantity(packSize, unit) }),
      formats.money(packCost),
      ...(minimumQuantity > 0 ? [t('buy.least', { quantity: formats.quantity(minimumQuantity, unit) })] : []),
    ].join(', ');
  }
  return {
    field(field: string): string {
      if (!field.startsWith(ITEM)) return labels[field] ?? field;
      const variantId = field.slice(ITEM.length);
      const card = cards.get(variantId);
      return card ? localName(card, i18n.language) : variantId;
    },
    value(field: string, value: unknown): string {
      if (field.startsWith(ITEM)) return itemWords(value);
      if (field === 'status') return t(value === 'archived' ? 'buy.archived' : 'buy.inUse');
      if (typeof value === 'number') {
        if (field === 'minimumOrder') return formats.money(value);
        return field === 'serviceLevelPpm' ? formats.percent(value) : formats.count(value);
      }
      return typeof value === 'string' ? value : t('products.nothing');
    },
  };
}
