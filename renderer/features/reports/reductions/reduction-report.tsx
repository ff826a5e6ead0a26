import { ChartColumn } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { DISCOUNTS_BY, RETURNS_BY, ReductionReport as Report } from '#contracts/http/reductions.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { ExportBar } from '#renderer/features/reports/export/export-bar.tsx';
import { FilterChips } from '#renderer/features/reports/filter-chips.tsx';
import { PeriodBar } from '#renderer/features/reports/period/period-bar.tsx';
import { type Filter, placeQuery } from '#renderer/features/reports/report-place.ts';
import { usePlace } from '#renderer/features/reports/reports-context.ts';
import { useReport } from '#renderer/features/reports/use-report.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import { ReductionFigures } from './reduction-figures.tsx';

export type ReductionKind = 'returns' | 'discounts';

export const REDUCTION_FILTERS: readonly Filter[] = ['reason', 'product', 'operator'];

/** What came back, or was taken off prices: why, by whom, of what; each number opens its lines. */
export function ReductionReport({ kind }: { kind: ReductionKind }) {
  const { t } = useTranslation();
  const [place, change] = usePlace();
  const choices = kind === 'returns' ? RETURNS_BY : DISCOUNTS_BY;
  const by = choices.find((one) => one === place.by[kind]) ?? 'reason';
  const query = { ...placeQuery(place, REDUCTION_FILTERS), by };
  const asked = useReport(`/reports/${kind}`, Report, query);
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
            options={choices.map((one) => ({ value: one, label: t(`reports.reductions.by.${one}`) }))}
            onChange={(chosen) => change({ by: { ...place.by, [kind]: chosen } })}
            testId="sales-by"
          />
        }
      />
      <FilterChips known={REDUCTION_FILTERS} />
      <Answered asked={asked}>
        {(report) =>
          report.sum.now.count === 0 && report.sum.before.count === 0 ? (
            <Empty icon={ChartColumn} title={t('reports.empty')} text={t(`reports.reductions.${kind}.none`)} />
          ) : (
            <ReductionFigures report={report} kind={kind} query={query} />
          )
        }
      </Answered>
      <ExportBar
        path={`/reports/${kind}.csv`}
        query={query}
        file={`${kind}-by-${by}-${query.from}-${query.to}`}
        disabled={!had || had.rows.length === 0}
      />
    </>
  );
}
