import { Box } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import css from './many.module.css';
import type { Failed } from './send-parts.ts';

const ROW = 44;

/** One of many, with what becomes of it. */
export interface ManyRow {
  key: string;
  /** Of a file; null elsewhere. */
  line: number | null;
  name: string;
  /** Beside the name, such as a sku. */
  hint?: string;
  change: ReactNode;
}

interface ManyRowsProps {
  rows: readonly ManyRow[];
  failed: readonly Failed[];
  testId: string;
}

/** Every row with what becomes of it and why it was not taken; of any length, only what is seen is drawn. */
export function ManyRows({ rows, failed, testId }: ManyRowsProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.key ?? index,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const reasons = new Map(failed.map(({ key, reason }) => [key, reason]));
  const isLined = rows.some(({ line }) => line !== null) || undefined;
  return (
    <Box component="section" ref={scroller} className={css.rows} aria-label={t('many.change')} tabIndex={0}>
      <table className={css.table} aria-rowcount={rows.length + 1} data-testid={`${testId}-preview`}>
        <thead>
          <tr className={css.row} data-lined={isLined} aria-rowindex={1}>
            {isLined && <th scope="col">{t('many.line')}</th>}
            <th scope="col">{t('many.name')}</th>
            <th scope="col">{t('many.change')}</th>
          </tr>
        </thead>
        <tbody style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            const reason = reasons.get(row.key);
            return (
              <tr
                key={row.key}
                ref={virtual.measureElement}
                className={css.row}
                style={{ transform: `translateY(${start}px)` }}
                data-index={index}
                data-lined={isLined}
                aria-rowindex={index + 2}
                data-testid={`${testId}-row`}
                data-key={row.key}
                data-name={row.name}
              >
                {isLined && <td>{row.line}</td>}
                <th scope="row">
                  {row.name}
                  {row.hint !== undefined && <span className={css.hint}> {row.hint}</span>}
                </th>
                <td className={css.change}>
                  {row.change}
                  {reason !== undefined && <div className={css.wrong}>{reason}</div>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Box>
  );
}
