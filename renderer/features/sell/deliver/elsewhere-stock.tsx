import { Store } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import css from './deliver.module.css';
import type { Deliverable } from './may-deliver.ts';
import { useElsewhere } from './use-elsewhere.ts';

interface ElsewhereStockProps {
  card: VariantCard;
  deliverable: Deliverable;
  onSell: () => void;
}

/** What other stores have of a product that is not here, and selling it from there. */
export function ElsewhereStock({ card, deliverable, onSell }: ElsewhereStockProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const elsewhere = useElsewhere(card.variantId);
  const rows = deliverable.stores.flatMap(({ storeId, name }) => {
    const available = elsewhere?.stores.find((one) => one.storeId === storeId)?.available ?? 0;
    return available > 0 ? [{ storeId, name, available }] : [];
  });
  return (
    <div className={css.form} data-testid="elsewhere">
      <h4 className={css.heading}>{t('deliver.elsewhereStock')}</h4>
      {rows.map(({ storeId, name, available }) => (
        <div key={storeId} className={css.store} data-testid="elsewhere-store">
          <span className={css.storeName}>{name}</span>
          <span className={css.available}>
            {t('deliver.available', { quantity: formats.quantity(available, card.unit) })}
          </span>
        </div>
      ))}
      <p className={css.hint}>
        {elsewhere && t('sell.stockAsOf', { time: formats.dateTime(elsewhere.at) })}
        {elsewhere === null && t('deliver.nobodyKnows')}
      </p>
      <Action icon={Store} wide onClick={onSell} data-testid="sell-elsewhere">
        {t('deliver.elsewhere')}
      </Action>
    </div>
  );
}
