import { ChartColumn } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { SalesReport as Report, type SalesBy } from '#contracts/http/sales-report.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { ExportBar } from '#renderer/features/reports/export/export-bar.tsx';
import { FilterChips } from '#renderer/features/reports/filter-chips.tsx';
import { PROFIT_FILTERS, SALES_FILTERS, salesChoices } from '#renderer/features/reports/narrow.ts';
import { PeriodBar } from '#renderer/features/reports/period/period-bar.tsx';
import { placeQuery } from '#renderer/features/reports/report-place.ts';
import reportsCss from '#renderer/features/reports/reports.module.css';
import { usePlace } from '#renderer/features/reports/reports-context.ts';
import { useReport } from '#renderer/features/reports/use-report.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import { SalesFigures } from './sales-figures.tsx';
import type { Measure } from './sales-measure.ts';

/** What was sold, or earned: totals, a chart, a table, beside another period; each number opens the receipts behind it. */
export function SalesReport({ measure }: { measure: Measure }) {
  const { t } = useTranslation();
  const [place, change] = usePlace();
  const report = measure === 'profit' ? 'profit' : 'sales';
  const known = measure === 'profit' ? PROFIT_FILTERS : SALES_FILTERS;
  const choices = salesChoices(place.filters, known);
  const by: SalesBy = choices.find((one) => one === place.by[report]) ?? choices[0] ?? 'day';
  const query = { ...placeQuery(place, known), by };
  const asked = useReport('/reports/sales', Report, query);
  const had = asked.answer?.ok ? asked.answer.value : null;
  return (
    <>
      <PeriodBar
        compares
        before={
          <SelectField
            compact
            label={t('reports.sales.rows')}
            value={by}
            options={choices.map((one) => ({ value: one, label: t(`reports.sales.by.${one}`) }))}
            onChange={(chosen) => change({ by: { ...place.by, [report]: chosen } })}
            testId="sales-by"
          />
        }
      />
      <FilterChips known={known} />
      <Answered asked={asked}>
        {(answer) =>
          answer.totals.now.receipts === 0 && answer.totals.before.receipts === 0 ? (
            <Empty icon={ChartColumn} title={t('reports.empty')} text={t('reports.emptyText')} />
          ) : (
            <SalesFigures report={answer} measure={measure} query={query} known={known} />
          )
        }
      </Answered>
      {had && had.leftOut.length > 0 && (
        <p className={reportsCss.rule}>
          {t('reports.sales.leftOut', { stores: had.leftOut.map((store) => store.name).join(', ') })}
        </p>
      )}
      <ExportBar
        path="/reports/sales.csv"
        query={query}
        file={`sales-by-${by}-${query.from}-${query.to}`}
        disabled={!had || had.rows.length === 0}
      />
    </>
  );
}
