import { useTranslation } from 'react-i18next';
import { orderTotal, type PurchaseOrderFault, type PurchaseOrderLine } from '#domain/stock/purchase-order.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import css from './buy.module.css';

interface OrderSumProps {
  lines: readonly PurchaseOrderLine[];
  faults: readonly PurchaseOrderFault[];
}

/** What an order comes to, and what of the supplier's minimum is missing. */
export function OrderSum({ lines, faults }: OrderSumProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const least = faults.find(({ code }) => code === 'order-below-minimum')?.needed ?? null;
  const total = orderTotal(lines);
  return (
    <div className={css.sum} data-testid="order-sum" data-total={total}>
      <span className={frame.sub}>{t('buy.totalNet')}</span>
      <strong>{formats.money(total)}</strong>
      {least !== null && (
        <span className={css.wrong} data-testid="order-below">
          {t('buy.below', { minimum: formats.money(least), missing: formats.money(least - total) })}
        </span>
      )}
    </div>
  );
}
