import { useTranslation } from 'react-i18next';
import type { SalesReport, SalesRow } from '#contracts/http/sales-report.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import reportsCss from '#renderer/features/reports/reports.module.css';
import css from './sales.module.css';
import { changeText, countText } from './sales-words.ts';

/** So many rows are shown; all are in the file. */
const SHOWN_MAX = 200;

interface SalesTableProps {
  report: SalesReport;
  labelOf: (row: SalesRow) => string;
  /** Whether a bar beside each name shows its share: where no chart does. */
  bars: boolean;
}

/** The rows of a sales report, this period beside the one before. */
export function SalesTable({ report: { by, rows, more }, labelOf, bars }: SalesTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const shown = rows.slice(0, SHOWN_MAX);
  const largest = Math.max(1, ...rows.map(({ now }) => now.amount));
  const left = rows.length - shown.length + more;
  const isTax = by === 'tax';
  return (
    <div className={reportsCss.wide}>
      <table className={reportsCss.table} data-testid="sales-table">
        <thead>
          <tr>
            <th scope="col">{t(`reports.sales.by.${by}`)}</th>
            {isTax && <Head text={t('reports.sales.base')} />}
            <Head text={t(AMOUNT[by] ?? 'reports.sales.turnover')} />
            <Head text={t(COUNT[by] ?? 'reports.sales.receipts')} />
            <Head text={t('reports.sales.before')} />
            <Head text={t('reports.sales.change')} />
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.key} data-testid="sales-row" data-key={row.key}>
              <th scope="row">
                {labelOf(row)}
                {bars && (
                  <span className={css.share} aria-hidden>
                    <span
                      className={css.filled}
                      style={{ width: `${Math.max(0, Math.round((row.now.amount / largest) * 100))}%` }}
                    />
                  </span>
                )}
              </th>
              {isTax && <td data-number>{formats.money(row.now.base ?? 0)}</td>}
              <td data-number>{formats.money(row.now.amount)}</td>
              <td data-number>{countText(row, row.now.count, formats)}</td>
              <td data-number>{formats.money(row.before.amount)}</td>
              <td data-number>{changeText(row.now.amount, row.before.amount, formats) ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p className={reportsCss.rule}>{t('reports.sales.more', { count: left })}</p>}
    </div>
  );
}

function Head({ text }: { text: string }) {
  return (
    <th scope="col" data-number>
      {text}
    </th>
  );
}

type AmountName = 'reports.sales.paid' | 'reports.sales.tax';
const AMOUNT: Partial<Record<SalesReport['by'], AmountName>> = {
  tender: 'reports.sales.paid',
  tax: 'reports.sales.tax',
};

type CountName = 'reports.sales.quantity' | 'reports.sales.lines' | 'reports.sales.payments';
const COUNT: Partial<Record<SalesReport['by'], CountName>> = {
  product: 'reports.sales.quantity',
  category: 'reports.sales.lines',
  tender: 'reports.sales.payments',
};
