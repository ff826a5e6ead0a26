import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SalesReport, SalesTotals as Totals } from '#contracts/http/sales-report.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { ReportId } from '#renderer/features/reports/report-list.ts';
import css from './sales.module.css';
import { marginText } from './sales-columns.tsx';
import type { Measure } from './sales-measure.ts';
import { changeText } from './sales-words.ts';

interface SalesTotalsProps {
  now: SalesReport['totals']['now'];
  before: SalesReport['totals']['before'];
  measure: Measure;
  /** Opens the receipts behind; not on paper. */
  onOpen?: (of: 'now' | 'before') => void;
  /** Opens another report of the same days. */
  onReport?: (report: ReportId) => void;
}

/** What it all came to, each beside the other period, and opening what is behind it. */
export function SalesTotals({ now, before, measure, onOpen, onReport }: SalesTotalsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const money = (amount: number) => formats.money(amount);
  const receipts = onOpen && (() => onOpen('now'));
  const turnover: readonly Shown[] = [
    ['turnover', (of) => of.turnover, money, receipts],
    ['receipts', (of) => of.receipts, formats.count, receipts],
    ['average', (of) => (of.receipts === 0 ? 0 : Math.round(of.turnover / of.receipts)), money, receipts],
    ['returns', (of) => of.returns, money, onReport && (() => onReport('returns'))],
    ['discounts', (of) => of.discounts, money, onReport && (() => onReport('discounts'))],
    ['tax', (of) => of.tax, money, receipts],
  ];
  const profit: readonly Shown[] = [
    ['net', (of) => of.net, money, receipts],
    ['cost', (of) => of.cost ?? 0, money, receipts],
    ['profit', (of) => of.profit ?? 0, money, receipts],
  ];
  return (
    <>
      <dl className={css.totals}>
        {(measure === 'profit' ? profit : turnover).map(([name, of, text, open]) => (
          <Total
            key={name}
            testId={`sales-${name}`}
            name={
              name === 'net' || name === 'cost' || name === 'profit'
                ? t(`reports.profit.${name}`)
                : t(`reports.sales.${name}`)
            }
            figure={text(of(now))}
            before={text(of(before))}
            change={changeText(of(now), of(before), formats)}
            onOpen={open}
          />
        ))}
        {measure === 'profit' && (
          <Total
            testId="sales-margin"
            name={t('reports.profit.margin')}
            figure={marginText(now.marginPpm, { formats })}
            before={marginText(before.marginPpm, { formats })}
            change={null}
          />
        )}
      </dl>
      {measure === 'profit' && (now.uncosted ?? 0) !== 0 && (
        <p className={css.note}>{t('reports.profit.uncosted', { amount: money(now.uncosted ?? 0) })}</p>
      )}
    </>
  );
}

type Name = 'turnover' | 'receipts' | 'average' | 'returns' | 'discounts' | 'tax' | 'net' | 'cost' | 'profit';
type Shown = readonly [
  name: Name,
  of: (totals: Totals) => number,
  text: (value: number) => string,
  open: (() => void) | undefined,
];

interface TotalProps {
  name: string;
  figure: ReactNode;
  /** What it was. */
  before?: string | undefined;
  change?: string | null;
  /** In place of `before …`. */
  beforeWords?: string | undefined;
  /** More that belongs to it. */
  children?: ReactNode;
  onOpen?: (() => void) | undefined;
  testId: string;
}

/** One figure with its name, large, beside what it was. */
export function Total({ name, figure, before, beforeWords, change, children, onOpen, testId }: TotalProps) {
  const { t } = useTranslation();
  return (
    <div className={css.total} data-testid={testId} data-opens={onOpen !== undefined || undefined}>
      <dt>{name}</dt>
      <dd className={css.figure}>
        {onOpen ? (
          <UnstyledButton type="button" className={css.totalOpen} onClick={onOpen} data-testid={`${testId}-open`}>
            {figure}
          </UnstyledButton>
        ) : (
          figure
        )}
      </dd>
      {before !== undefined && (
        <dd className={css.compared}>
          {beforeWords ?? t('reports.sales.beforeWas', { amount: before })}
          {change && <span className={css.change}>{change}</span>}
        </dd>
      )}
      {children && <dd>{children}</dd>}
    </div>
  );
}
