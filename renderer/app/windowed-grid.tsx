import { UnstyledButton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, memo, type ReactNode, useEffect, useRef } from 'react';
import css from './windowed-grid.module.css';
import type { WindowedRows } from './windowed-rows.ts';

/** What a line is high unless it is said, in CSS pixels. */
const LINE_PX = 52;

export interface GridColumn<Sort extends string> {
  id: string;
  label: string;
  /** What the server sorts by; a column without is not sorted by. */
  sort?: Sort;
  isNumber?: boolean;
}

/** Where a line stands. */
export interface LinePlace {
  index: number;
  style: CSSProperties;
  'aria-rowindex': number;
}

interface WindowedGridProps<Row, Sort extends string> {
  label: string;
  rows: WindowedRows<Row>;
  total: number;
  /** After the first, narrow one in which lines are chosen. */
  columns: readonly GridColumn<Sort>[];
  order: { sort: Sort; descending: boolean };
  onSort: (sort: Sort) => void;
  /** Says how wide the columns are: `--columns`, and the least width of all. */
  className: string | undefined;
  style?: CSSProperties;
  /** What a line is high, in CSS pixels. */
  lineHeight?: number;
  /** The line that is kept in sight as it changes. */
  active?: number;
  /** `show` scrolls to a line. */
  onKeyDown?: (event: KeyboardEvent<HTMLTableElement>, show: (index: number) => void) => void;
  /** The `tr` of a row that is here. */
  line: (row: Row, place: LinePlace) => ReactNode;
  /** Test ids: `<id>-grid`, `<id>-sort-<sort>`. */
  testId: string;
}

/** A table of any length, of which only what is seen is fetched and drawn. */
export function WindowedGrid<Row, Sort extends string>(props: WindowedGridProps<Row, Sort>) {
  const { label, rows, total, columns, order, onSort, className, style, active, onKeyDown, line, testId } = props;
  const { lineHeight = LINE_PX } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 12,
    scrollPaddingStart: LINE_PX,
    initialOffset: Math.max(0, (active ?? 0) - 5) * lineHeight,
  });
  const seen = virtual.getVirtualItems();
  const [first, last] = [seen[0]?.index ?? 0, seen.at(-1)?.index ?? 0];
  useEffect(() => rows.look(first, last), [rows, first, last]);
  const shown = useRef(active);
  useEffect(() => {
    if (active !== undefined && shown.current !== active) virtual.scrollToIndex(active);
    shown.current = active;
  }, [active, virtual]);
  return (
    <div ref={scroller} className={css.scroller} style={style} data-testid={`${testId}-grid`}>
      <table
        onKeyDown={(event) => onKeyDown?.(event, (index) => virtual.scrollToIndex(index))}
        className={`${css.table} ${className}`}
        aria-label={label}
        aria-rowcount={total + 1}
      >
        <thead>
          <tr className={css.row} aria-rowindex={1}>
            <td />
            {columns.map((column) => (
              <Head key={column.id} column={column} order={order} onSort={onSort} testId={testId} />
            ))}
          </tr>
        </thead>
        <tbody style={{ height: virtual.getTotalSize() }}>
          {seen.map(({ index, start }) => {
            const row = rows.at(index);
            return <Line key={index} row={row} index={index} start={start} height={lineHeight} line={line} />;
          })}
        </tbody>
      </table>
    </div>
  );
}

interface LineProps<Row> {
  /** Undefined while it is still being fetched. */
  row: Row | undefined;
  index: number;
  start: number;
  height: number;
  line: (row: Row, place: LinePlace) => ReactNode;
}

/** Drawn anew only when something of it changed: while it is scrolled nothing has. */
const Line = memo(DrawnLine) as typeof DrawnLine;

function DrawnLine<Row>({ row, index, start, height, line }: LineProps<Row>) {
  const style = { transform: `translateY(${start}px)`, height };
  const place = { index, style, 'aria-rowindex': index + 2 };
  return row === undefined ? <Waiting place={place} /> : line(row, place);
}

interface HeadProps<Sort extends string> {
  column: GridColumn<Sort>;
  order: { sort: Sort; descending: boolean };
  onSort: (sort: Sort) => void;
  testId: string;
}

function Head<Sort extends string>({ column, order, onSort, testId }: HeadProps<Sort>) {
  const { label, sort, isNumber } = column;
  if (sort === undefined) {
    return (
      <th scope="col" data-number={isNumber || undefined}>
        <span className={css.plain}>{label}</span>
      </th>
    );
  }
  const isOrder = sort === order.sort;
  return (
    <th
      scope="col"
      data-number={isNumber || undefined}
      aria-sort={isOrder ? (order.descending ? 'descending' : 'ascending') : undefined}
    >
      <UnstyledButton
        type="button"
        className={css.sort}
        onClick={() => onSort(sort)}
        data-testid={`${testId}-sort-${sort}`}
      >
        <span>{label}</span>
        {isOrder && (order.descending ? <ArrowDown size={14} /> : <ArrowUp size={14} />)}
      </UnstyledButton>
    </th>
  );
}

/** A line that is still being fetched. */
function Waiting({ place: { index: _, ...place } }: { place: LinePlace }) {
  return (
    <tr className={css.row} {...place} data-waiting>
      <td />
      <td>
        <span className={css.waiting} />
      </td>
    </tr>
  );
}
