import { useTranslation } from 'react-i18next';
import type { VariantStockAnswer } from '#contracts/http/stock.ts';
import { UNIT_SCALE, type Unit } from '#domain/catalog/variant.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { usePlaceName } from '#renderer/features/places/use-place-name.ts';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import css from './product.module.css';

type Lot = VariantStockAnswer['lots'][number];

interface LotTableProps {
  lots: VariantStockAnswer['lots'];
  sku: string;
  unit: Unit;
  /** `YYYY-MM-DD`. */
  today: string;
}

/** After every day there is: what does not expire goes last. */
const NEVER = '9999';

/** What came in with a batch, an expiry or to a place, what goes first on top. Nothing where the product has none. */
export function LotTable({ lots, sku, unit, today }: LotTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const placeName = usePlaceName();
  const rows = lots.filter(({ batch, expiry, placeId }) => batch !== null || expiry !== null || placeId !== null);
  if (rows.length === 0) return null;
  const columns: DataColumn<Lot>[] = [
    {
      id: 'expiry',
      label: t('stock.expiry'),
      value: ({ expiry }) => expiry ?? NEVER,
      cell: ({ expiry }) => (
        <span className={css.value} data-negative={(expiry !== null && expiry < today) || undefined}>
          {expiry === null ? '–' : formats.day(expiry)}
        </span>
      ),
    },
    { id: 'batch', label: t('stock.batch'), value: ({ batch }) => batch ?? '', cell: ({ batch }) => batch ?? '–' },
    {
      id: 'place',
      label: t('stock.product.place'),
      value: ({ placeId }) => (placeId === null ? '' : placeName(placeId)),
      cell: ({ placeId }) => (placeId === null ? '–' : placeName(placeId)),
    },
    {
      id: 'on-hand',
      label: t('stock.figures.onHand'),
      isNumber: true,
      value: ({ quantity }) => quantity / UNIT_SCALE[unit],
      cell: ({ quantity }) => (
        <span className={css.value} data-negative={quantity < 0 || undefined}>
          {formats.quantity(quantity, unit)}
        </span>
      ),
    },
  ];
  return (
    <section className={css.section}>
      <h3 className={css.caption}>{t('stock.product.lots')}</h3>
      <DataTable
        label={t('stock.product.lots')}
        rows={rows}
        columns={columns}
        keyOf={({ batch, expiry, placeId }) => `${batch} ${expiry} ${placeId}`}
        order={{ by: 'expiry', descending: false }}
        exportName={`lots-${sku}`}
        testId="stock-lots"
        rowTestId="stock-lot"
      />
    </section>
  );
}
