import { useTranslation } from 'react-i18next';
import type { StockFigures } from '#contracts/http/stock.ts';
import { UNIT_SCALE, type Unit } from '#domain/catalog/variant.ts';
import { mulDiv } from '#domain/money/money.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import css from './product.module.css';

/** What is available stands behind what it is made of. */
const COLUMNS = ['onHand', 'committed', 'staged', 'available', 'inTransit', 'onOrder'] as const;

interface LocationTableProps {
  locations: readonly StockFigures[];
  here: string;
  unit: Unit;
  /** What it cost is shown. */
  costs: boolean;
}

/** How much is where: this location first, negative figures as they are. */
export function LocationTable({ locations, here, unit, costs }: LocationTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const rows = locations.toSorted((a, b) => Number(b.locationId === here) - Number(a.locationId === here));
  return (
    <div className={css.wide}>
      <table className={css.table}>
        <caption className={css.caption}>{t('stock.product.where')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('stock.product.location')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" data-number>
                {t(`stock.figures.${column}`)}
              </th>
            ))}
            {costs && (
              <>
                <th scope="col" data-number>
                  {t('stock.figures.average')}
                </th>
                <th scope="col" data-number>
                  {t('stock.figures.value')}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.locationId} data-testid="stock-location" data-location={row.locationId}>
              <th scope="row">
                {row.locationId === here ? t('stock.product.here', { name: row.storeName }) : row.storeName}
              </th>
              {COLUMNS.map((column) => (
                <td key={column} data-number data-column={column} data-negative={row[column] < 0 || undefined}>
                  {formats.quantity(row[column], unit)}
                </td>
              ))}
              {costs && (
                <>
                  <td data-number>{averageText(row)}</td>
                  <td data-number>{row.value === undefined ? '–' : formats.money(row.value)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={css.sub}>{t('stock.product.availableIs')}</p>
    </div>
  );

  /** What one piece, kilogram or metre cost on average. */
  function averageText({ average }: StockFigures): string {
    if (!average || average.quantity === 0) return '–';
    return formats.money(mulDiv(average.amount, UNIT_SCALE[unit], average.quantity));
  }
}
