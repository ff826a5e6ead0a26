import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ExceptionRow } from '#contracts/http/exceptions.ts';
import { isoDigits } from '#domain/money/currency-digits.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { operatorName } from '#renderer/app/names.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import css from '#renderer/features/reports/reports.module.css';
import { useReports } from '#renderer/features/reports/reports-context.ts';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import { AGES, type ExceptionFilter, filterExceptions } from './exception-filter.ts';
import { choiceWords, stakeWords } from './exception-words.ts';

interface ExceptionTableProps {
  rows: readonly ExceptionRow[];
  status: 'open' | 'resolved';
  icon: LucideIcon;
  filter: ExceptionFilter;
  onFilter: (filter: ExceptionFilter) => void;
  onOpen: (row: ExceptionRow) => void;
}

const ALL = '';
/** As many as the server answers. */
const MOST = 500;

/** Exceptions as a list, by kind, store and age; the longest waiting come last, as the newest are asked about first. */
export function ExceptionTable({ rows, status, icon, filter, onFilter, onOpen }: ExceptionTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { config } = useReports();
  const all = { value: ALL, label: t('reports.all') };
  const codes = [...new Set(rows.map(({ code }) => code))].sort();
  const stores = new Map(rows.map(({ storeId, storeName }) => [storeId, storeName]));
  const columns: DataColumn<ExceptionRow>[] = [
    { id: 'kind', label: t('reports.exceptions.kind'), share: 3, value: ({ code }) => errorWords(t, code).title },
    { id: 'receipt', label: t('reports.exceptions.receipt'), value: ({ about }) => about.receipt ?? '' },
    { id: 'store', label: t('reports.exceptions.store'), value: ({ storeName }) => storeName },
    {
      id: 'amount',
      label: t('reports.exceptions.amount'),
      isNumber: true,
      value: ({ amount, currency }) => (amount === null ? '' : Number(decimalText(amount, isoDigits(currency)))),
      cell: (row) => (row.amount === null ? '' : stakeWords(formats, row, row.amount)),
    },
    {
      id: 'opened',
      label: t('reports.exceptions.opened'),
      value: ({ openedAt }) => openedAt,
      cell: ({ openedAt }) => formats.dateTime(openedAt),
    },
    ...(status === 'open'
      ? []
      : [
          {
            id: 'settled',
            label: t('reports.exceptions.settled'),
            share: 2,
            value: ({ settled }: ExceptionRow) =>
              settled
                ? `${choiceWords(t, settled.choice)} · ${settled.by ? operatorName(config, settled.by) : t('reports.exceptions.byItself')}`
                : '',
          },
        ]),
  ];
  if (rows.length === 0) {
    const none = status === 'open' ? 'none' : 'noneSettled';
    return <Empty icon={icon} title={t(`reports.exceptions.${none}`)} text={t(`reports.exceptions.${none}Text`)} />;
  }
  return (
    <>
      {rows.length >= MOST && <p className={css.rule}>{t('reports.exceptions.most', { count: MOST })}</p>}
      <DataTable
        label={t('reports.names.exceptions')}
        rows={filterExceptions(rows, filter, Date.now())}
        columns={columns}
        keyOf={({ exceptionId }) => exceptionId}
        order={{ by: 'opened', descending: true }}
        onOpen={onOpen}
        exportName="exceptions"
        testId="exceptions"
        rowTestId="exception-row"
        attributes={({ code }) => ({ 'data-code': code })}
        empty={<p className={css.rule}>{t('reports.exceptions.noneSo')}</p>}
      >
        <SelectField
          compact
          label={t('reports.exceptions.kind')}
          value={filter.code}
          options={[all, ...codes.map((code) => ({ value: code, label: errorWords(t, code).title }))]}
          onChange={(code) => onFilter({ ...filter, code })}
          testId="exceptions-kind"
        />
        {stores.size > 1 && (
          <SelectField
            compact
            label={t('reports.exceptions.store')}
            value={filter.storeId}
            options={[all, ...[...stores].map(([value, label]) => ({ value, label }))]}
            onChange={(storeId) => onFilter({ ...filter, storeId })}
            testId="exceptions-store"
          />
        )}
        <SelectField
          compact
          label={t('reports.exceptions.age')}
          value={filter.age}
          options={AGES.map((value) => ({ value, label: t(`reports.exceptions.ages.${value}`) }))}
          onChange={(age) => onFilter({ ...filter, age })}
          testId="exceptions-age"
        />
      </DataTable>
    </>
  );
}
