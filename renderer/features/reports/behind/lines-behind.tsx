import { useTranslation } from 'react-i18next';
import { type ReductionLine, ReductionLines } from '#contracts/http/reductions.ts';
import { operatorName } from '#renderer/app/names.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { conditionWords } from '#renderer/features/reports/reductions/condition-words.ts';
import type { Behind } from '#renderer/features/reports/report-place.ts';
import { usePlace, useReports } from '#renderer/features/reports/reports-context.ts';
import { countText } from '#renderer/features/reports/sales/sales-words.ts';
import { type Column, ReportTable } from '#renderer/features/reports/table/report-table.tsx';
import { BehindPages } from './behind-pages.tsx';
import { usePages } from './use-pages.ts';

interface LinesBehindProps {
  behind: Behind;
  kind: 'returns' | 'discounts';
}

/** The lines that came back, or were reduced, behind a number; each opens its receipt. */
export function LinesBehind({ behind, kind }: LinesBehindProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { config, onGo } = useReports();
  const [{ pages }] = usePlace();
  const path = `/reports/${kind}/lines`;
  const asked = usePages(path, ReductionLines, behind.query, pages, ({ next }) => next);
  const rows = asked.pages.flatMap(({ lines }, page) => lines.map((line, at) => ({ ...line, place: `${page} ${at}` })));
  const text = (id: string, label: string, of: (row: ReductionLine) => string): Column<(typeof rows)[number]> => {
    return { id, label, text: of, sortBy: of };
  };
  const columns = [
    text('receipt', t('reports.behind.receipt'), (row) => row.receipt),
    text('at', t('reports.time'), (row) => formats.dateTime(row.at)),
    text('product', t('reports.sales.by.product'), (row) => row.name),
    text('quantity', t('reports.sales.quantity'), (row) => countText(row, row.quantity, formats)),
    text('reason', t('reports.reductions.by.reason'), (row) => reasonWords(t, row.reason)),
    ...(kind === 'returns'
      ? [text('condition', t('returns.condition'), (row) => conditionWords(t, row.condition ?? ''))]
      : []),
    text('operator', t('reports.operator'), (row) => row.operatorName ?? operatorName(config, row.operatorId)),
    { ...text('amount', t('reports.behind.amount'), (row) => formats.money(row.amount)), number: true },
  ];
  return (
    <BehindPages
      behind={behind}
      path={`${path}.csv`}
      file={`${kind}-${behind.query.from}-${behind.query.to}`}
      asked={asked}
      rowsOf={({ lines }) => lines.length}
      hasNext={({ next }) => next !== null}
      totals={(page) => [
        { id: 'amount', name: t('reports.behind.amount'), figure: formats.money(page.amount) },
        { id: 'lines', name: t('reports.sales.lines'), figure: formats.count(page.count) },
      ]}
    >
      <ReportTable
        columns={columns}
        rows={rows}
        keyOf={(row) => row.place}
        sort={undefined}
        onSort={null}
        onOpen={(row) => onGo({ to: 'receipt', number: row.receipt })}
        caption={behind.title}
        testId="behind"
      />
    </BehindPages>
  );
}
