import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { VariantCard } from '#renderer/store/till-store.ts';
import css from './stock-figure.module.css';

/** How many are on the shelf, as far as this till knows. */
export function StockFigure({ card }: { card: VariantCard }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const onHand = card.stock?.onHand;
  return (
    <span
      className={css.figure}
      data-low={(onHand !== undefined && onHand <= 0) || undefined}
      data-testid="tile-stock"
      data-on-hand={onHand}
    >
      {onHand === undefined
        ? t('sell.stockUnknown')
        : t('sell.stock', { quantity: formats.quantity(onHand, card.unit) })}
    </span>
  );
}
