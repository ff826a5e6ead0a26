import { useTranslation } from 'react-i18next';
import type { TransferRow } from '#contracts/http/stock.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { transferNumber } from './transfer-code.ts';

interface TransferTableProps {
  transfers: readonly TransferRow[];
  /** Where they can be taken in. */
  onChoose?: (row: TransferRow) => void;
}

/** Transfers, the newest first: where from, where to, when, and whether everything is there. */
export function TransferTable({ transfers, onChoose }: TransferTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const fromOf = ({ fromName }: TransferRow): string => fromName ?? t('stock.accept.sender');
  const columns: DataColumn<TransferRow>[] = [
    { id: 'from', label: t('stock.accept.from'), share: 2, value: fromOf },
    { id: 'to', label: t('stock.accept.to'), share: 2, value: ({ toName }) => toName },
    {
      id: 'number',
      label: t('table.number'),
      share: 2,
      value: ({ transferId }) => transferNumber(transferId),
    },
    {
      id: 'sent',
      label: t('stock.accept.sentAt'),
      share: 2,
      value: ({ sentAt }) => sentAt ?? '',
      cell: ({ sentAt }) => sentAt !== null && formats.dateTime(sentAt),
    },
    {
      id: 'products',
      label: t('products.title'),
      isNumber: true,
      value: ({ lines }) => lines.length,
    },
    {
      id: 'status',
      label: t('table.status'),
      share: 2,
      value: ({ status }) => t(`stock.accept.status.${status}`),
    },
  ];
  return (
    <DataTable
      label={t('stock.accept.title')}
      rows={transfers}
      columns={columns}
      keyOf={({ transferId }) => transferId}
      order={{ by: 'sent', descending: true }}
      onOpen={onChoose}
      openLabel={(row) => t('stock.accept.takeFrom', { name: fromOf(row) })}
      exportName="transfers"
      testId="transfer"
      rowTestId="transfer-row"
      attributes={({ status }) => ({ 'data-status': status })}
    />
  );
}
