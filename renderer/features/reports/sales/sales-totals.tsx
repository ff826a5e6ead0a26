import { useTranslation } from 'react-i18next';
import type { SalesReport, SalesTotals as Totals } from '#contracts/http/sales-report.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import css from './sales.module.css';
import { changeText } from './sales-words.ts';

/** What it all came to, each beside the period before. */
export function SalesTotals({ now, before }: SalesReport['totals']) {
  const { t } = useTranslation();
  const formats = useFormats();
  const money = (amount: number) => formats.money(amount);
  const figures = [
    ['turnover', (of: Totals) => of.turnover, money],
    ['receipts', (of: Totals) => of.receipts, formats.count],
    ['average', (of: Totals) => (of.receipts === 0 ? 0 : Math.round(of.turnover / of.receipts)), money],
    ['returns', (of: Totals) => of.returns, money],
    ['discounts', (of: Totals) => of.discounts, money],
    ['tax', (of: Totals) => of.tax, money],
  ] as const;
  return (
    <dl className={css.totals}>
      {figures.map(([name, of, text]) => {
        const change = changeText(of(now), of(before), formats);
        return (
          <div key={name} className={css.total} data-testid={`sales-${name}`}>
            <dt>{t(`reports.sales.${name}`)}</dt>
            <dd className={css.figure}>{text(of(now))}</dd>
            <dd className={css.compared}>
              {t('reports.sales.beforeWas', { amount: text(of(before)) })}
              {change && <span className={css.change}>{change}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
