import { Package } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { StockValueReport as Report, type StockValueRow } from '#contracts/http/stock-report.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { ExportBar } from '#renderer/features/reports/export/export-bar.tsx';
import { ReportSheet } from '#renderer/features/reports/export/report-sheet.tsx';
import { FilterChips } from '#renderer/features/reports/filter-chips.tsx';
import { StoreField } from '#renderer/features/reports/period/period-bar.tsx';
import reportsCss from '#renderer/features/reports/reports.module.css';
import { usePlace, useReports } from '#renderer/features/reports/reports-context.ts';
import salesCss from '#renderer/features/reports/sales/sales.module.css';
import { Total } from '#renderer/features/reports/sales/sales-totals.tsx';
import { countText, rowLabel, shareText } from '#renderer/features/reports/sales/sales-words.ts';
import { type Column, ReportTable } from '#renderer/features/reports/table/report-table.tsx';
import { useFacts, useReport, useSalesWords } from '#renderer/features/reports/use-report.ts';
import { DateField } from '#renderer/ui/date-field.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { GOODS_FILTERS, StockByField, useOpenGoods, useStockBy } from './goods-parts.tsx';

/** What stock is worth at cost, now or at the end of a day; a category opens its products, a product its movements. */
export function StockValueReport() {
  const { t } = useTranslation();
  const { today } = useReports();
  const [{ store, filters, at }, change] = usePlace();
  const by = useStockBy('stock-value');
  const query = {
    by,
    ...(store === null ? {} : { store }),
    ...(filters.category === undefined ? {} : { category: filters.category }),
    ...(at === null || at >= today ? {} : { at }),
  };
  const asked = useReport('/reports/stock', Report, query);
  const had = asked.answer?.ok ? asked.answer.value : null;
  return (
    <>
      <div className={reportsCss.filters}>
        <StockByField report="stock-value" />
        <DateField
          label={t('reports.stockValue.at')}
          value={at ?? today}
          onChange={(date) => change({ at: date })}
          testId="stock-at"
        />
        <StoreField />
      </div>
      <FilterChips known={GOODS_FILTERS} />
      <Answered asked={asked}>
        {(report) =>
          report.rows.length === 0 ? (
            <Empty icon={Package} title={t('reports.stockValue.none')} text={t('reports.stockValue.noneText')} />
          ) : (
            <Values report={report} />
          )
        }
      </Answered>
      <ExportBar
        path="/reports/stock.csv"
        query={query}
        file={`stock-value-by-${by}-${had?.at ?? today}`}
        disabled={!had || had.rows.length === 0}
      />
    </>
  );
}

function Values({ report }: { report: Report }) {
  const { t } = useTranslation();
  const words = useSalesWords();
  const [{ sort }, change] = usePlace();
  const { by, rows, value } = report;
  const { formats } = words;
  const goods = useOpenGoods('stock-value', by);
  const when = report.at === null ? t('reports.stockValue.now') : formats.day(report.at);
  const facts = useFacts(when, GOODS_FILTERS);
  const labelOf = (row: StockValueRow): string => rowLabel(row, by, words);
  const largest = Math.max(1, ...rows.map((row) => row.value));
  const quantity: Column<StockValueRow> = {
    id: 'quantity',
    label: t('reports.stockValue.onHand'),
    number: true,
    text: (row) => countText(row, row.quantity ?? 0, formats),
    sortBy: (row) => row.quantity ?? 0,
  };
  const variants: Column<StockValueRow> = {
    id: 'variants',
    label: t('reports.stockValue.products'),
    number: true,
    text: (row) => formats.count(row.variants),
    sortBy: (row) => row.variants,
  };
  const columns: Column<StockValueRow>[] = [
    { id: 'name', label: t(`reports.sales.by.${by}`), text: labelOf, sortBy: labelOf, sum: t('reports.sum') },
    {
      id: 'value',
      label: t('reports.stockValue.value'),
      number: true,
      text: (row) => formats.money(row.value),
      sortBy: (row) => row.value,
      sum: formats.money(value),
    },
    {
      id: 'share',
      label: t('reports.share'),
      number: true,
      text: (row) => (value > 0 ? shareText(row.value / value, formats) : '–'),
      sortBy: (row) => row.value,
    },
    by === 'product' ? quantity : variants,
  ];
  const figures = (
    <>
      <dl className={salesCss.totals}>
        <Total testId="stock-value" name={t('reports.stockValue.value')} figure={formats.money(value)} />
        <Total
          testId="stock-unvalued"
          name={t('reports.stockValue.unvalued')}
          figure={formats.count(report.unvalued)}
        />
        <Total
          testId="stock-negative"
          name={t('reports.stockValue.negative')}
          figure={formats.count(report.negative)}
        />
      </dl>
      <ReportTable
        columns={columns}
        rows={rows}
        keyOf={(row) => row.key}
        sort={sort['stock-value']}
        onSort={(chosen) => change({ sort: { ...sort, 'stock-value': chosen } })}
        onOpen={(row) => goods.open(row.key, labelOf(row))}
        opens={(row) => goods.opens(row.key)}
        share={(row) => row.value / largest}
        caption={t('reports.names.stock-value')}
        testId="goods"
      />
    </>
  );
  return (
    <>
      {figures}
      {report.more > 0 && <p className={reportsCss.rule}>{t('reports.sales.more', { count: report.more })}</p>}
      <ReportSheet title={t('reports.names.stock-value')} facts={facts}>
        {figures}
      </ReportSheet>
    </>
  );
}
