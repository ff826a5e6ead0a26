import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MovementRow } from '#contracts/http/stock.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { UNIT_SCALE, type Unit } from '#domain/catalog/variant.ts';
import { operatorName } from '#renderer/app/names.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { transferNumber } from '#renderer/features/stock/transfer/transfer-code.ts';
import { Action } from '#renderer/ui/action.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import css from './product.module.css';

/** Kinds of documents that are a receipt. */
const RECEIPTS: ReadonlySet<string> = new Set(['order', 'receipt']);
const ALL = '';
/** No column: as the server gives them, in the order in which they were booked, which is that of what was on hand after each. */
const AS_BOOKED = { by: 'booked', descending: true };

interface MovementTableProps {
  movements: readonly MovementRow[];
  sku: string;
  unit: Unit;
  config: RegisterConfig;
  /** Reads on; null at the end. */
  more: (() => void) | null;
  onReceipt: (number: string) => void;
}

/** Everything that moved a product's stock here, newest first, with what it is part of. */
export function MovementTable({ movements, sku, unit, config, more, onReceipt }: MovementTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [kind, setKind] = useState(ALL);
  const kinds = [...new Set(movements.map((row) => row.kind))].sort();
  const documentWords = ({ document }: MovementRow): string => {
    if (!document) return '';
    const { kind: what, id, text } = document;
    switch (what) {
      case 'transfer':
        return t('stock.document.transfer', { number: transferNumber(id) });
      case 'purchase-order':
        return [t('stock.document.order'), text].filter((part) => part !== '').join(' · ');
      case 'delivery-note':
        return t('stock.document.deliveryNote', { number: text });
      case 'supplier':
        return t('stock.document.supplier');
      case 'count':
        return t('stock.movement.count');
      default:
        return text;
    }
  };
  const detailWords = ({ kind: what, reason, batch, expiry }: MovementRow): string =>
    [
      reason === null || reason === what ? null : reasonWords(t, reason),
      batch,
      expiry === null ? null : formats.day(expiry),
    ]
      .filter((part) => part !== null)
      .join(' · ');
  const columns: DataColumn<MovementRow>[] = [
    {
      id: 'at',
      label: t('stock.product.when'),
      share: 2,
      value: ({ at }) => at,
      cell: ({ at }) => formats.dateTime(at),
    },
    {
      id: 'what',
      label: t('stock.product.what'),
      share: 3,
      value: (row) => [t(`stock.movement.${row.kind}`), detailWords(row)].filter((part) => part !== '').join(' · '),
      cell: (row) => (
        <>
          {t(`stock.movement.${row.kind}`)}
          {detailWords(row) !== '' && <span className={css.detail}>{detailWords(row)}</span>}
        </>
      ),
    },
    {
      id: 'change',
      label: t('stock.product.change'),
      isNumber: true,
      value: ({ quantity }) => quantity / UNIT_SCALE[unit],
      cell: ({ quantity }) => (
        <span className={css.value} data-negative={quantity < 0 || undefined} data-testid="movement-change">
          {`${quantity > 0 ? '+' : ''}${formats.quantity(quantity, unit)}`}
        </span>
      ),
    },
    {
      id: 'after',
      label: t('stock.product.after'),
      isNumber: true,
      value: ({ onHandAfter }) => onHandAfter / UNIT_SCALE[unit],
      cell: ({ onHandAfter }) => formats.quantity(onHandAfter, unit),
    },
    {
      id: 'document',
      label: t('stock.product.document'),
      share: 2,
      value: documentWords,
      cell: (row) =>
        row.document && RECEIPTS.has(row.document.kind) ? (
          <Action tone="quiet" onClick={() => onReceipt(documentWords(row))} data-testid="movement-receipt">
            {documentWords(row)}
          </Action>
        ) : (
          <span data-selectable>{documentWords(row) || '–'}</span>
        ),
    },
    {
      id: 'who',
      label: t('stock.product.who'),
      share: 2,
      value: ({ operatorId }) => operatorName(config, operatorId),
    },
  ];
  return (
    <section className={css.section}>
      <h3 className={css.caption}>{t('stock.product.movements')}</h3>
      <DataTable
        label={t('stock.product.movements')}
        rows={movements.filter((row) => kind === ALL || row.kind === kind)}
        columns={columns}
        keyOf={({ journalId, seq, no }) => `${journalId} ${seq} ${no}`}
        order={AS_BOOKED}
        exportName={`movements-${sku}`}
        testId="movements"
        rowTestId="stock-movement"
        attributes={(row) => ({ 'data-kind': row.kind })}
        empty={<p className={css.sub}>{t('stock.product.noMovements')}</p>}
      >
        {kinds.length > 1 && (
          <SelectField
            compact
            label={t('stock.product.what')}
            value={kind}
            options={[
              { value: ALL, label: t('reports.all') },
              ...kinds.map((value) => ({ value, label: t(`stock.movement.${value}`) })),
            ]}
            onChange={setKind}
            testId="movements-kind"
          />
        )}
      </DataTable>
      {more && (
        <div className={css.more}>
          <span className={css.sub}>{t('stock.product.newest', { count: movements.length })}</span>
          <Action onClick={more} data-testid="movements-more">
            {t('sell.foundMore')}
          </Action>
        </div>
      )}
    </section>
  );
}
