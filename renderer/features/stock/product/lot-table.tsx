import { useTranslation } from 'react-i18next';
import type { VariantStockAnswer } from '#contracts/http/stock.ts';
import type { Unit } from '#domain/catalog/variant.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { usePlaceName } from '#renderer/features/places/use-place-name.ts';
import css from './product.module.css';

interface LotTableProps {
  lots: VariantStockAnswer['lots'];
  unit: Unit;
  /** `YYYY-MM-DD`. */
  today: string;
}

/** What came in with a batch, an expiry or to a place, what goes first on top. Nothing where the product has none. */
export function LotTable({ lots, unit, today }: LotTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const placeName = usePlaceName();
  const rows = lots
    .filter(({ batch, expiry, placeId }) => batch !== null || expiry !== null || placeId !== null)
    .toSorted((a, b) => (a.expiry ?? '9999').localeCompare(b.expiry ?? '9999'));
  if (rows.length === 0) return null;
  return (
    <div className={css.wide}>
      <table className={css.table}>
        <caption className={css.caption}>{t('stock.product.lots')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('stock.expiry')}</th>
            <th scope="col">{t('stock.batch')}</th>
            <th scope="col">{t('stock.product.place')}</th>
            <th scope="col" data-number>
              {t('stock.figures.onHand')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((lot) => (
            <tr key={`${lot.batch} ${lot.expiry} ${lot.placeId}`} data-testid="stock-lot">
              <td data-negative={(lot.expiry !== null && lot.expiry < today) || undefined}>
                {lot.expiry === null ? '–' : formats.day(lot.expiry)}
              </td>
              <td>{lot.batch ?? '–'}</td>
              <td>{lot.placeId === null ? '–' : placeName(lot.placeId)}</td>
              <td data-number data-negative={lot.quantity < 0 || undefined}>
                {formats.quantity(lot.quantity, unit)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
