import { useTranslation } from 'react-i18next';
import { type SalesOrder, SalesOrders } from '#contracts/http/sales-report.ts';
import { operatorName } from '#renderer/app/names.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { Behind } from '#renderer/features/reports/report-place.ts';
import { usePlace, useReports } from '#renderer/features/reports/reports-context.ts';
import { type Column, ReportTable } from '#renderer/features/reports/table/report-table.tsx';
import { BehindPages } from './behind-pages.tsx';
import { usePages } from './use-pages.ts';

const PATH = '/reports/sales/orders';

/** The receipts behind a number, with how much of it each is; one opens in Receipts. */
export function ReceiptsBehind({ behind }: { behind: Behind }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { config, onGo } = useReports();
  const [{ pages, choices }] = usePlace();
  const asked = usePages(PATH, SalesOrders, behind.query, pages, ({ next }) => next);
  const [first] = asked.pages;
  const rows = asked.pages.flatMap(({ orders }) => orders);
  const profits = rows.some(({ profit }) => profit !== undefined);
  const stores = new Set(rows.map(({ storeId }) => storeId));
  const storeName = (id: string): string => choices.find(({ storeId }) => storeId === id)?.name ?? id;
  const text = (id: string, label: string, of: (row: SalesOrder) => string): Column<SalesOrder> => {
    return { id, label, text: of, sortBy: of };
  };
  const money = (id: string, label: string, of: (row: SalesOrder) => number): Column<SalesOrder> => {
    return { id, label, number: true, text: (row) => formats.money(of(row)), sortBy: of };
  };
  const time: Column<SalesOrder> = {
    id: 'at',
    label: t('reports.time'),
    text: (row) => formats.dateTime(row.at),
    sortBy: (row) => row.at,
  };
  const columns = [
    text('receipt', t('reports.behind.receipt'), (row) => row.receipt),
    time,
    ...(stores.size > 1 ? [text('store', t('reports.sales.store'), (row) => storeName(row.storeId))] : []),
    text('operator', t('reports.operator'), (row) => row.operatorName ?? operatorName(config, row.operatorId)),
    money('total', t('reports.behind.total'), (row) => row.total),
    money('amount', t('reports.behind.amount'), (row) => row.amount),
    ...(profits ? [money('profit', t('reports.profit.profit'), (row) => row.profit ?? 0)] : []),
  ];
  return (
    <BehindPages
      behind={behind}
      path={`${PATH}.csv`}
      file={`receipts-${behind.query.from}-${behind.query.to}`}
      asked={asked}
      rowsOf={({ orders }) => orders.length}
      hasNext={({ next }) => next !== null}
      totals={(page) => [
        { id: 'amount', name: t('reports.behind.amount'), figure: formats.money(page.amount) },
        { id: 'receipts', name: t('reports.sales.receipts'), figure: formats.count(page.receipts) },
      ]}
    >
      {first && (
        <ReportTable
          columns={columns}
          rows={rows}
          keyOf={(row) => row.orderId}
          sort={undefined}
          onSort={null}
          onOpen={(row) => onGo({ to: 'receipt', number: row.receipt })}
          caption={behind.title}
          testId="behind"
        />
      )}
    </BehindPages>
  );
}
