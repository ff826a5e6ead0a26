import { UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import css from './charts.module.css';
import { heatLevel } from './heat-level.ts';

export interface HeatCell {
  amount: number;
  /** What stands in it. */
  text: string;
  /** All that is known of it. */
  title: string;
}

interface HeatMapProps {
  label: string;
  /** Above the columns, from left. */
  columns: readonly string[];
  rows: readonly { name: string; cells: readonly HeatCell[] }[];
  onOpen: (row: number, column: number) => void;
}

const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Amounts by row and column, the darker the more. The arrow keys go from cell to cell; a cell opens what is behind it. */
export function HeatMap({ label, columns, rows, onOpen }: HeatMapProps) {
  const [[row, column], setAt] = useState<readonly [number, number]>([0, 0]);
  const table = useRef<HTMLTableElement>(null);
  const most = Math.max(0, ...rows.flatMap(({ cells }) => cells.map(({ amount }) => amount)));

  function move(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const next = [clamp(row + step[0], rows.length), clamp(column + step[1], columns.length)] as const;
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-at="${next.join(' ')}"]`)?.focus();
  }

  return (
    <div className={css.heatWide}>
      <table ref={table} className={css.heat} data-testid="heat-map">
        <caption>{label}</caption>
        <thead>
          <tr>
            <td />
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }, rowAt) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map(({ amount, text, title }, columnAt) => (
                <td key={columns[columnAt]}>
                  <UnstyledButton
                    type="button"
                    className={css.heatCell}
                    data-at={`${rowAt} ${columnAt}`}
                    data-level={heatLevel(amount, most)}
                    tabIndex={rowAt === row && columnAt === column ? 0 : -1}
                    title={title}
                    aria-label={title}
                    onFocus={() => setAt([rowAt, columnAt])}
                    onClick={() => onOpen(rowAt, columnAt)}
                    onKeyDown={move}
                    data-testid="heat-cell"
                  >
                    {text}
                  </UnstyledButton>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function clamp(at: number, count: number): number {
  return Math.min(count - 1, Math.max(0, at));
}
