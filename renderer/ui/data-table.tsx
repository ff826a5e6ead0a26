import { UnstyledButton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, Square, SquareCheck } from 'lucide-react';
import { type CSSProperties, memo, type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { type DataField, type DataOrder, dataCsv, dataRows } from './data-rows.ts';
import css from './data-table.module.css';
import { ExportAction } from './export-action.tsx';
import { TextField } from './text-field.tsx';

const ROW = 60;

export interface DataColumn<Row> extends DataField<Row> {
  /** What is shown in place of the value. */
  cell?: (row: Row) => ReactNode;
  isNumber?: boolean;
  /** Its share of the width. */
  share?: number;
  /** Found and exported, not shown. */
  hidden?: boolean;
}

interface DataTableProps<Row> {
  label: string;
  rows: readonly Row[];
  /** The first one opens the row, where rows can be opened. */
  columns: readonly DataColumn<Row>[];
  keyOf: (row: Row) => string;
  order: DataOrder;
  onOpen?: ((row: Row) => void) | undefined;
  openLabel?: (row: Row) => string;
  /** False where a field of its own has the server look among more than these rows. */
  hasSearch?: boolean;
  /** Beside the search: filters, and what makes a new row. */
  children?: ReactNode;
  /** Stands in place of a list without rows. */
  empty?: ReactNode;
  /** By key, where rows can be chosen to do something with all of them. */
  choice?:
    | { chosen: ReadonlySet<string>; onChosen: (keys: ReadonlySet<string>) => void; nameOf: (row: Row) => string }
    | undefined;
  /** What can be done with a single row beside opening it, and how wide that is, in CSS pixels. */
  rowActions?: { width: number; of: (row: Row) => ReactNode } | undefined;
  /** What can be done with those that are chosen. */
  actions?: ReactNode;
  /** The rows as a file; without it what the columns say. */
  csvOf?: (rows: readonly Row[]) => string;
  /** Name of the file that the list is exported to, without its ending. */
  exportName: string;
  /** Test ids: `<id>-search`, `<id>-sort-<column>`, `<id>-export`. */
  testId: string;
  rowTestId: string;
  attributes?: (row: Row) => Readonly<Record<`data-${string}`, string>>;
}

/** A list that came whole: searched, sorted, opened and exported; of any length, only what is seen is drawn. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    label,
    rows,
    columns,
    keyOf,
    children,
    hasSearch = true,
    empty = null,
    exportName,
    testId,
    choice,
    rowActions,
    actions,
    csvOf = (some) => dataCsv(some, columns),
  } = props;
  const { t, i18n } = useTranslation();
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState(props.order);
  const field = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const { language } = i18n;
  // Sorted when something of it changes, and not as it is scrolled.
  const found = useMemo(
    () => dataRows(rows, columns, { search, order, language }),
    [rows, columns, search, order, language],
  );
  const shown = columns.filter(({ hidden }) => !hidden);
  const virtual = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollPaddingStart: ROW,
  });
  useKeyLayer('panel', {
    onKey(event) {
      if (event.key === 'F2') field.current?.select();
      else if (event.key === 'Escape' && search !== '') setSearch('');
      else return false;
      return true;
    },
  });
  const sort = (by: string): void =>
    setOrder((current) => ({ by, descending: current.by === by && !current.descending }));
  const tracks = {
    '--columns': [
      ...(choice ? ['44px'] : []),
      ...shown.map(({ share = 1 }) => `minmax(0, ${share}fr)`),
      ...(rowActions ? [`${rowActions.width}px`] : []),
    ].join(' '),
  } as CSSProperties;
  return (
    <div className={css.list}>
      <div className={css.tools}>
        {hasSearch && rows.length > 0 && (
          <div className={css.search}>
            <TextField
              ref={field}
              label={t('table.search')}
              placeholder={t('table.search')}
              value={search}
              onText={setSearch}
              data-testid={`${testId}-search`}
            />
          </div>
        )}
        {children}
      </div>
      {rows.length === 0 ? (
        empty
      ) : found.length === 0 ? (
        <p role="status" className={css.none}>
          {t('table.none', { text: search })}
        </p>
      ) : (
        <div ref={scroller} className={css.scroller} style={tracks}>
          <table className={css.table} aria-label={label} aria-rowcount={found.length + 1}>
            <thead>
              <tr className={css.row} aria-rowindex={1}>
                {choice && (
                  <td>
                    <CheckBox
                      label={t('table.chooseAll')}
                      on={found.every((row) => choice.chosen.has(keyOf(row)))}
                      onToggle={(on) => choice.onChosen(new Set(on ? found.map(keyOf) : []))}
                      testId={`${testId}-choose-all`}
                    />
                  </td>
                )}
                {shown.map((column) => (
                  <th
                    key={column.id}
                    scope="col"
                    data-number={column.isNumber || undefined}
                    aria-sort={column.id === order.by ? (order.descending ? 'descending' : 'ascending') : undefined}
                  >
                    <UnstyledButton
                      type="button"
                      className={css.sort}
                      onClick={() => sort(column.id)}
                      data-testid={`${testId}-sort-${column.id}`}
                    >
                      <span>{column.label}</span>
                      {column.id === order.by && (order.descending ? <ArrowDown size={14} /> : <ArrowUp size={14} />)}
                    </UnstyledButton>
                  </th>
                ))}
                {rowActions && <td />}
              </tr>
            </thead>
            <tbody style={{ height: virtual.getTotalSize() }}>
              {virtual.getVirtualItems().map(({ index, start }) => {
                const row = found[index];
                return row && <Line key={keyOf(row)} table={props} row={row} index={index} start={start} />;
              })}
            </tbody>
          </table>
        </div>
      )}
      {rows.length > 0 && (
        <div className={css.foot}>
          <span role="status">
            {choice && choice.chosen.size > 0
              ? t('table.chosen', { count: choice.chosen.size })
              : t('table.count', { count: found.length })}
          </span>
          {choice && choice.chosen.size > 0 && actions}
          <ExportAction
            csvOf={() => csvOf(found)}
            name={exportName}
            disabled={found.length === 0}
            testId={`${testId}-export`}
          />
        </div>
      )}
    </div>
  );
}

interface LineProps<Row> {
  table: DataTableProps<Row>;
  row: Row;
  index: number;
  start: number;
}

/** Drawn anew only when something of it changed: while it is scrolled nothing has. */
const Line = memo(DrawnLine) as typeof DrawnLine;

function DrawnLine<Row>({ table, row, index, start }: LineProps<Row>) {
  const { t } = useTranslation();
  const { columns, keyOf, onOpen, openLabel, rowTestId, attributes, choice, rowActions, testId } = table;
  const [first, ...others] = columns.filter(({ hidden }) => !hidden);
  return (
    <tr
      className={css.row}
      style={{ transform: `translateY(${start}px)` }}
      aria-rowindex={index + 2}
      data-testid={rowTestId}
      data-chosen={choice?.chosen.has(keyOf(row)) || undefined}
      {...attributes?.(row)}
    >
      {choice && (
        <td>
          <CheckBox
            label={t('products.choose', { name: choice.nameOf(row) })}
            on={choice.chosen.has(keyOf(row))}
            onToggle={() => choice.onChosen(toggled(choice.chosen, keyOf(row)))}
            testId={`${testId}-choose`}
          />
        </td>
      )}
      <td>
        {onOpen ? (
          <UnstyledButton
            type="button"
            className={css.open}
            onClick={() => onOpen(row)}
            aria-label={openLabel?.(row)}
            data-testid={`${testId}-open`}
          >
            {first && cellOf(first, row)}
          </UnstyledButton>
        ) : (
          <span className={css.first}>{first && cellOf(first, row)}</span>
        )}
      </td>
      {others.map((column) => (
        <td key={column.id} data-number={column.isNumber || undefined}>
          <span className={css.cell}>{cellOf(column, row)}</span>
        </td>
      ))}
      {rowActions && (
        <td>
          <span className={css.actions}>{rowActions.of(row)}</span>
        </td>
      )}
    </tr>
  );
}

interface CheckBoxProps {
  label: string;
  on: boolean;
  onToggle: (on: boolean) => void;
  testId: string;
}

function CheckBox({ label, on, onToggle, testId }: CheckBoxProps) {
  return (
    <UnstyledButton
      type="button"
      className={css.check}
      role="checkbox"
      aria-checked={on}
      aria-label={label}
      onClick={() => onToggle(!on)}
      data-testid={testId}
    >
      {on ? <SquareCheck size={20} /> : <Square size={20} />}
    </UnstyledButton>
  );
}

function toggled(chosen: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(key)) next.add(key);
  return next;
}

function cellOf<Row>(column: DataColumn<Row>, row: Row): ReactNode {
  return column.cell ? column.cell(row) : column.value(row);
}
