import { UnstyledButton } from '@mantine/core';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { Sort } from '#renderer/features/reports/report-place.ts';
import { Action } from '#renderer/ui/action.tsx';
import css from './report-table.module.css';
import { sortRows } from './sort-rows.ts';

export interface Column<R> {
  id: string;
  label: string;
  /** Numbers stand at the right. */
  number?: boolean;
  text: (row: R) => ReactNode;
  sortBy: (row: R) => number | string | null;
  /** Opens what is behind this cell, where it is not what the row opens. */
  onOpen?: ((row: R) => void) | undefined;
  /** Whether there is anything behind it. */
  opens?: (row: R) => boolean;
  /** In the row below all others. */
  sum?: ReactNode;
}

interface ReportTableProps<R> {
  /** The first names a row. */
  columns: readonly Column<R>[];
  rows: readonly R[];
  keyOf: (row: R) => string;
  sort: Sort | undefined;
  /** Null where not all rows are here, so that sorting would mislead. */
  onSort: ((sort: Sort | undefined) => void) | null;
  /** Opens what is behind a row. */
  onOpen?: ((row: R) => void) | undefined;
  opens?: (row: R) => boolean;
  /** A row's share of the largest, 0 to 1, as a bar below its name. */
  share?: ((row: R) => number) | undefined;
  caption: string;
  testId: string;
}

/** So many rows are shown at first, and each time more are asked for. */
const PAGE = 200;

/** Rows of a report: sorted by a press on a column's head, each opening what is behind it. */
export function ReportTable<R>({ columns, rows, keyOf, sort, onSort, caption, testId, ...rest }: ReportTableProps<R>) {
  const { t } = useTranslation();
  const { locale } = useFormats();
  const [pages, setPages] = useState(1);
  const shown = sortRows(rows, columns, sort, locale).slice(0, pages * PAGE);
  const [first, ...others] = columns;
  const hasSum = columns.some(({ sum }) => sum !== undefined);
  return (
    <div className={css.wide}>
      <table className={css.table} data-testid={testId}>
        <caption className={css.caption}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ id, label, number }) => (
              <th key={id} scope="col" data-number={number} aria-sort={sortOf(id, sort)}>
                {onSort ? (
                  <UnstyledButton
                    type="button"
                    className={css.sort}
                    onClick={() => onSort(nextSort(id, number === true, sort))}
                    data-testid={`sort-${id}`}
                  >
                    {label}
                    {sort?.column === id &&
                      (sort.down ? <ArrowDown size={14} aria-hidden /> : <ArrowUp size={14} aria-hidden />)}
                  </UnstyledButton>
                ) : (
                  <span className={css.sort}>{label}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={keyOf(row)} data-testid={`${testId}-row`} data-key={keyOf(row)}>
              <th scope="row">
                <Cell onOpen={rest.onOpen && (rest.opens?.(row) ?? true) ? () => rest.onOpen?.(row) : undefined} whole>
                  {first?.text(row)}
                </Cell>
                {rest.share && (
                  <span className={css.share} aria-hidden>
                    <span
                      className={css.filled}
                      style={{ width: `${Math.max(0, Math.round(rest.share(row) * 100))}%` }}
                    />
                  </span>
                )}
              </th>
              {others.map(({ id, number, text, onOpen, opens }) => (
                <td key={id} data-number={number} data-column={id}>
                  <Cell onOpen={onOpen && (opens?.(row) ?? true) ? () => onOpen(row) : undefined}>{text(row)}</Cell>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {hasSum && (
          <tfoot>
            <tr>
              {columns.map(({ id, number, sum }) => (
                <td key={id} data-number={number} data-column={id}>
                  {sum}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
      {rows.length > shown.length && (
        <Action onClick={() => setPages(pages + 1)} data-testid="rows-more">
          {t('reports.showMore', { count: Math.min(PAGE, rows.length - shown.length) })}
        </Action>
      )}
    </div>
  );
}

interface CellProps {
  onOpen: (() => void) | undefined;
  /** A press anywhere on the row presses this. */
  whole?: boolean;
  children: ReactNode;
}

function Cell({ onOpen, whole, children }: CellProps) {
  if (!onOpen) return children;
  return (
    <UnstyledButton type="button" className={css.open} data-whole={whole} onClick={onOpen} data-testid="cell-open">
      {children}
    </UnstyledButton>
  );
}

function sortOf(id: string, sort: Sort | undefined): 'ascending' | 'descending' | undefined {
  if (sort?.column !== id) return undefined;
  return sort.down ? 'descending' : 'ascending';
}

/** Numbers begin with the largest, names with the first; the third press brings back the report's own order. */
function nextSort(id: string, isNumber: boolean, sort: Sort | undefined): Sort | undefined {
  if (sort?.column !== id) return { column: id, down: isNumber };
  return sort.down === isNumber ? { column: id, down: !isNumber } : undefined;
}
