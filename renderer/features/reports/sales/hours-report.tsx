import { ChartColumn } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { SalesReport as Report } from '#contracts/http/sales-report.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { HeatMap } from '#renderer/features/reports/charts/heat-map.tsx';
import { ExportBar } from '#renderer/features/reports/export/export-bar.tsx';
import { ReportSheet } from '#renderer/features/reports/export/report-sheet.tsx';
import { FilterChips } from '#renderer/features/reports/filter-chips.tsx';
import { PROFIT_FILTERS } from '#renderer/features/reports/narrow.ts';
import { PeriodBar } from '#renderer/features/reports/period/period-bar.tsx';
import { placeQuery } from '#renderer/features/reports/report-place.ts';
import { usePlace, useReports } from '#renderer/features/reports/reports-context.ts';
import { useFacts, useReport, useSalesWords } from '#renderer/features/reports/use-report.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { hoursGrid } from './hours-grid.ts';
import { hourText, periodText, rowLabel, weekdayText } from './sales-words.ts';

/** When people come: turnover by weekday and hour, as a heat map whose cells open their receipts. */
export function HoursReport() {
  const [place] = usePlace();
  const query = { ...placeQuery(place, PROFIT_FILTERS), by: 'weekday-hour' };
  const asked = useReport('/reports/sales', Report, query);
  const had = asked.answer?.ok ? asked.answer.value : null;
  return (
    <>
      <PeriodBar />
      <FilterChips known={PROFIT_FILTERS} />
      <Answered asked={asked}>{(report) => <Hours report={report} query={query} />}</Answered>
      <ExportBar
        path="/reports/sales.csv"
        query={query}
        file={`sales-by-hours-${query.from}-${query.to}`}
        disabled={!had || had.rows.length === 0}
      />
    </>
  );
}

function Hours({ report, query }: { report: Report; query: Record<string, string> }) {
  const { t } = useTranslation();
  const words = useSalesWords();
  const { today } = useReports();
  const [, change] = usePlace();
  const { formats } = words;
  const period = periodText(report.now, formats.locale, today);
  const facts = useFacts(period, PROFIT_FILTERS);
  const { hours, cells } = hoursGrid(report.rows);
  if (hours.length === 0) {
    return <Empty icon={ChartColumn} title={t('reports.empty')} text={t('reports.emptyText')} />;
  }
  const unit = 10 ** report.digits;
  const rows = cells.map((row, day) => ({
    name: weekdayText(day + 1, formats.locale),
    cells: row.map((cell, at) => {
      const title = rowLabel({ key: `${day + 1} ${hours[at]}` }, 'weekday-hour', words);
      if (!cell) return { amount: 0, text: '', title: t('reports.hours.quiet', { label: title }) };
      const { amount, count } = cell.now;
      return {
        amount,
        text: formats.count(Math.round(amount / unit)),
        title: t('reports.hours.cell', { label: title, amount: formats.money(amount), count }),
      };
    }),
  }));
  const map = (
    <HeatMap
      label={t('reports.hours.map', { period, currency: report.currency })}
      columns={hours.map((hour) => hourText(String(hour)))}
      rows={rows}
      onOpen={(day, at) => {
        const cell = cells[day]?.[at];
        if (!cell) return;
        const title = `${rowLabel(cell, 'weekday-hour', words)} · ${period}`;
        change({ behind: { kind: 'sales', query: { ...query, key: cell.key }, title, filter: null } });
      }}
    />
  );
  return (
    <>
      {map}
      <ReportSheet title={t('reports.names.hours')} facts={facts}>
        {map}
      </ReportSheet>
    </>
  );
}
