import { useTranslation } from 'react-i18next';
import { KEY_NONE } from '#contracts/http/sales-report.ts';
import type { StockBy } from '#contracts/http/stock-report.ts';
import type { ReportId } from '#renderer/features/reports/report-list.ts';
import type { Filter } from '#renderer/features/reports/report-place.ts';
import { usePlace, useReports } from '#renderer/features/reports/reports-context.ts';
import { SelectField } from '#renderer/ui/select-field.tsx';

/** What reports of goods can be narrowed to. */
export const GOODS_FILTERS: readonly Filter[] = ['category'];
const STOCK_BY: readonly StockBy[] = ['category', 'product'];

/** Whether a report of goods is by category or product. */
export function useStockBy(report: ReportId): StockBy {
  const [{ by }] = usePlace();
  return STOCK_BY.find((one) => one === by[report]) ?? 'category';
}

export function StockByField({ report }: { report: ReportId }) {
  const { t } = useTranslation();
  const [{ by }, change] = usePlace();
  return (
    <SelectField
      compact
      label={t('reports.sales.rows')}
      value={useStockBy(report)}
      options={STOCK_BY.map((one) => ({ value: one, label: t(`reports.sales.by.${one}`) }))}
      onChange={(chosen) => change({ by: { ...by, [report]: chosen } })}
      testId="sales-by"
    />
  );
}

interface GoodsOpener {
  open: (key: string, name: string) => void;
  opens: (key: string) => boolean;
}

/** What a row of goods opens: a category its products, a product its movements, for who may see stock. */
export function useOpenGoods(report: ReportId, by: StockBy): GoodsOpener {
  const { onGo, may } = useReports();
  const [{ by: chosen, filters, names }, change] = usePlace();
  return {
    opens: (key) => (by === 'category' ? key !== KEY_NONE : may('stock')),
    open(key, name) {
      if (by === 'product') onGo({ to: 'stock', task: { section: 'product', subject: key } });
      else {
        change({
          filters: { ...filters, category: key },
          names: { ...names, [key]: name },
          by: { ...chosen, [report]: 'product' },
        });
      }
    },
  };
}
