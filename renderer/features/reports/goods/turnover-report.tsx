import { Package } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { StockTurnoverReport as Report, type StockTurnoverRow, type StockTurns } from '#contracts/http/stock-report.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { ExportBar } from '#renderer/features/reports/export/export-bar.tsx';
import { ReportSheet } from '#renderer/features/reports/export/report-sheet.tsx';
import { FilterChips } from '#renderer/features/reports/filter-chips.tsx';
import { PeriodBar } from '#renderer/features/reports/period/period-bar.tsx';
import reportsCss from '#renderer/features/reports/reports.module.css';
import { usePlace, useReports } from '#renderer/features/reports/reports-context.ts';
import salesCss from '#renderer/features/reports/sales/sales.module.css';
import { Total } from '#renderer/features/reports/sales/sales-totals.tsx';
import { periodText, rowLabel } from '#renderer/features/reports/sales/sales-words.ts';
import { type Column, ReportTable } from '#renderer/features/reports/table/report-table.tsx';
import { useFacts, useReport, useSalesWords } from '#renderer/features/reports/use-report.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { GOODS_FILTERS, StockByField, useOpenGoods, useStockBy } from './goods-parts.tsx';

/** How often stock is sold in a year, and how many days it lasts. */
export function TurnoverReport() {
  const { t } = useTranslation();
  const [{ period, store, filters }] = usePlace();
  const by = useStockBy('turnover');
  const query = {
    ...period,
    by,
    ...(store === null ? {} : { store }),
    ...(filters.category === undefined ? {} : { category: filters.category }),
  };
  const asked = useReport('/reports/stock/turnover', Report, query);
  const had = asked.answer?.ok ? asked.answer.value : null;
  return (
    <>
      <PeriodBar before={<StockByField report="turnover" />} />
      <FilterChips known={GOODS_FILTERS} />
      <Answered asked={asked}>
        {(report) =>
          report.rows.length === 0 ? (
            <Empty icon={Package} title={t('reports.empty')} text={t('reports.turnover.none')} />
          ) : (
            <Turns report={report} />
          )
        }
      </Answered>
      <ExportBar
        path="/reports/stock/turnover.csv"
        query={query}
        file={`stock-turnover-by-${by}-${query.from}-${query.to}`}
        disabled={!had || had.rows.length === 0}
      />
    </>
  );
}

function Turns({ report }: { report: Report }) {
  const { t } = useTranslation();
  const words = useSalesWords();
  const { today } = useReports();
  const [{ sort }, change] = usePlace();
  const { by, rows, total } = report;
  const { formats } = words;
  const goods = useOpenGoods('turnover', by);
  const facts = useFacts(periodText(report.period, formats.locale, today), GOODS_FILTERS);
  const labelOf = (row: StockTurnoverRow): string => rowLabel(row, by, words);
  const turns = ({ turnsPpm }: StockTurns): string =>
    turnsPpm === null ? '–' : formats.number(turnsPpm / 1_000_000, 1);
  const days = (of: StockTurns): string => (of.days === null ? '–' : formats.count(of.days));
  const columns: Column<StockTurnoverRow>[] = [
    { id: 'name', label: t(`reports.sales.by.${by}`), text: labelOf, sortBy: labelOf, sum: t('reports.sum') },
    {
      id: 'cost',
      label: t('reports.turnover.costOfSales'),
      number: true,
      text: (row) => formats.money(row.costOfSales),
      sortBy: (row) => row.costOfSales,
      sum: formats.money(total.costOfSales),
    },
    {
      id: 'average',
      label: t('reports.turnover.average'),
      number: true,
      text: (row) => formats.money(row.averageValue),
      sortBy: (row) => row.averageValue,
      sum: formats.money(total.averageValue),
    },
    {
      id: 'turns',
      label: t('reports.turnover.turns'),
      number: true,
      text: turns,
      sortBy: (row) => row.turnsPpm,
      sum: turns(total),
    },
    {
      id: 'days',
      label: t('reports.turnover.days'),
      number: true,
      text: days,
      sortBy: (row) => row.days,
      sum: days(total),
    },
  ];
  const figures = (
    <>
      <dl className={salesCss.totals}>
        <Total testId="turns" name={t('reports.turnover.turns')} figure={turns(total)} />
        <Total testId="turn-days" name={t('reports.turnover.days')} figure={days(total)} />
        <Total testId="turn-before" name={t('reports.turnover.before')} figure={formats.money(total.valueBefore)} />
        <Total testId="turn-after" name={t('reports.turnover.after')} figure={formats.money(total.valueAfter)} />
      </dl>
      <ReportTable
        columns={columns}
        rows={rows}
        keyOf={(row) => row.key}
        sort={sort.turnover}
        onSort={(chosen) => change({ sort: { ...sort, turnover: chosen } })}
        onOpen={(row) => goods.open(row.key, labelOf(row))}
        opens={(row) => goods.opens(row.key)}
        caption={t('reports.names.turnover')}
        testId="goods"
      />
    </>
  );
  return (
    <>
      {figures}
      {report.more > 0 && <p className={reportsCss.rule}>{t('reports.sales.more', { count: report.more })}</p>}
      <ReportSheet title={t('reports.names.turnover')} facts={facts}>
        {figures}
      </ReportSheet>
    </>
  );
}
