import { Package } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { type AbcClass, type AbcOf, type AbcRow, AbcReport as Report } from '#contracts/http/stock-report.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { ParetoChart } from '#renderer/features/reports/charts/pareto-chart.tsx';
import { ExportBar } from '#renderer/features/reports/export/export-bar.tsx';
import { PAPER_WIDTH, ReportSheet } from '#renderer/features/reports/export/report-sheet.tsx';
import { FilterChips } from '#renderer/features/reports/filter-chips.tsx';
import { PeriodBar } from '#renderer/features/reports/period/period-bar.tsx';
import reportsCss from '#renderer/features/reports/reports.module.css';
import { usePlace, useReports } from '#renderer/features/reports/reports-context.ts';
import salesCss from '#renderer/features/reports/sales/sales.module.css';
import { Total } from '#renderer/features/reports/sales/sales-totals.tsx';
import { countText, periodText, rowLabel, shareText } from '#renderer/features/reports/sales/sales-words.ts';
import { type Column, ReportTable } from '#renderer/features/reports/table/report-table.tsx';
import { useFacts, useReport, useSalesWords } from '#renderer/features/reports/use-report.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import { GOODS_FILTERS } from './goods-parts.tsx';

type Letter = Static<typeof AbcClass>;
const CLASSES: readonly (Letter | 'all')[] = ['all', 'A', 'B', 'C'];
const LABEL_MAX = 12;
const BARS_MAX = 40;
/** Where A and B end, percent of all. */
const LIMITS = ['80 95', '70 90', '60 85', '90 98'] as const;

/** Which products most of the turnover, or profit, comes from: a Pareto drawing and classes A, B, C, with how steadily they sell. */
export function AbcReport() {
  const { t } = useTranslation();
  const { may } = useReports();
  const [{ period, store, filters, by, abcLimits }, change] = usePlace();
  const [a = '80', b = '95'] = abcLimits.split(' ');
  const of: AbcOf = by.abc === 'profit' && may('costs') ? 'profit' : 'turnover';
  const query = {
    ...period,
    of,
    a,
    b,
    ...(store === null ? {} : { store }),
    ...(filters.category === undefined ? {} : { category: filters.category }),
  };
  const asked = useReport('/reports/stock/abc', Report, query);
  const had = asked.answer?.ok ? asked.answer.value : null;
  return (
    <>
      <PeriodBar
        before={
          may('costs') && (
            <SelectField<AbcOf>
              compact
              label={t('reports.abc.of')}
              value={of}
              options={[
                { value: 'turnover', label: t('reports.sales.turnover') },
                { value: 'profit', label: t('reports.profit.profit') },
              ]}
              onChange={(chosen) => change({ by: { ...by, abc: chosen } })}
              testId="abc-of"
            />
          )
        }
      >
        <SelectField
          compact
          label={t('reports.abc.limits')}
          value={abcLimits}
          options={LIMITS.map((value) => ({
            value,
            label: t('reports.abc.limit', { a: value.slice(0, 2), b: value.slice(3) }),
          }))}
          onChange={(chosen) => change({ abcLimits: chosen })}
          testId="abc-limits"
        />
      </PeriodBar>
      <FilterChips known={GOODS_FILTERS} />
      <Answered asked={asked}>
        {(report) =>
          report.rows.length === 0 ? (
            <Empty icon={Package} title={t('reports.empty')} text={t('reports.emptyText')} />
          ) : (
            <Abc report={report} />
          )
        }
      </Answered>
      <ExportBar
        path="/reports/stock/abc.csv"
        query={query}
        file={`abc-${query.from}-${query.to}`}
        disabled={!had || had.rows.length === 0}
      />
    </>
  );
}

function Abc({ report }: { report: Report }) {
  const { t } = useTranslation();
  const words = useSalesWords();
  const { today, onGo, may } = useReports();
  const [{ sort, abcClass }, change] = usePlace();
  const { rows, amount, classes, of } = report;
  const { formats } = words;
  const period = periodText(report.period, formats.locale, today);
  const facts = useFacts(period, GOODS_FILTERS);
  const labelOf = (row: AbcRow): string => rowLabel(row, 'product', words);
  const share = (ppm: number): string => shareText(ppm / 1_000_000, formats);
  const chosen = CLASSES.find((one) => one === abcClass) ?? 'all';
  const shown = rows.filter((row) => chosen === 'all' || row.class === chosen);
  const opens = may('stock');
  const open = (key: string): void => {
    if (opens) onGo({ to: 'stock', task: { section: 'product', subject: key } });
  };
  const columns: Column<AbcRow>[] = [
    { id: 'name', label: t('reports.sales.by.product'), text: labelOf, sortBy: labelOf },
    { id: 'class', label: t('reports.abc.class'), text: (row) => row.class, sortBy: (row) => row.class },
    {
      id: 'amount',
      label: t(of === 'profit' ? 'reports.profit.profit' : 'reports.sales.turnover'),
      number: true,
      text: (row) => formats.money(row.amount),
      sortBy: (row) => row.amount,
    },
    {
      id: 'share',
      label: t('reports.share'),
      number: true,
      text: (row) => share(row.sharePpm),
      sortBy: (row) => row.sharePpm,
    },
    {
      id: 'cumulative',
      label: t('reports.abc.together'),
      number: true,
      text: (row) => share(row.cumulativePpm),
      sortBy: (row) => row.cumulativePpm,
    },
    {
      id: 'quantity',
      label: t('reports.sales.quantity'),
      number: true,
      text: (row) => countText(row, row.quantity, formats),
      sortBy: (row) => row.quantity,
    },
    { id: 'xyz', label: t('reports.abc.xyz'), text: (row) => row.xyz ?? '–', sortBy: (row) => row.xyz },
  ];
  const chart = (width?: number) => (
    <ParetoChart
      label={t('reports.abc.chart', { period })}
      bars={rows.slice(0, BARS_MAX).map((row) => ({
        key: row.key,
        label: short(labelOf(row)),
        title: t('reports.abc.bar', {
          label: labelOf(row),
          amount: formats.money(row.amount),
          together: share(row.cumulativePpm),
          class: row.class,
        }),
        amount: row.amount,
        class: row.class,
      }))}
      limits={[report.a / 100, report.b / 100]}
      total={amount}
      percent={(part) => shareText(part, formats)}
      width={width}
      onOpen={opens ? open : undefined}
    />
  );
  const totals = (onPaper: boolean) => (
    <dl className={salesCss.totals}>
      {classes.map((one) => (
        <Total
          key={one.class}
          testId={`abc-${one.class}`}
          name={t('reports.abc.products', { class: one.class, count: one.products })}
          figure={formats.money(one.amount)}
          onOpen={onPaper ? undefined : () => change({ abcClass: one.class })}
        />
      ))}
    </dl>
  );
  const table = (
    <ReportTable
      columns={columns}
      rows={shown}
      keyOf={(row) => row.key}
      sort={sort.abc}
      onSort={(next) => change({ sort: { ...sort, abc: next } })}
      onOpen={(row) => open(row.key)}
      opens={() => opens}
      caption={t('reports.abc.chart', { period })}
      testId="goods"
    />
  );
  return (
    <>
      {totals(false)}
      {chart()}
      {rows.length > BARS_MAX && <p className={reportsCss.rule}>{t('reports.abc.bars', { count: BARS_MAX })}</p>}
      <div className={reportsCss.filters}>
        <SelectField
          compact
          label={t('reports.abc.class')}
          value={chosen}
          options={CLASSES.map((one) => ({ value: one, label: one === 'all' ? t('reports.all') : one }))}
          onChange={(next) => change({ abcClass: next })}
          testId="abc-class"
        />
      </div>
      {table}
      <p className={reportsCss.rule}>{t('reports.abc.rule', { a: report.a, b: report.b })}</p>
      {report.more > 0 && <p className={reportsCss.rule}>{t('reports.sales.more', { count: report.more })}</p>}
      <ReportSheet title={t('reports.names.abc')} facts={facts}>
        {totals(true)}
        {chart(PAPER_WIDTH)}
        {table}
      </ReportSheet>
    </>
  );
}

/** As much of a name as stands below a bar. */
function short(name: string): string {
  return name.length > LABEL_MAX ? `${name.slice(0, LABEL_MAX - 1).trimEnd()}…` : name;
}
