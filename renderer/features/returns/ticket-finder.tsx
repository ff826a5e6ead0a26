import { UnstyledButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { TicketRow } from '#renderer/features/returns/find-ticket.ts';
import { SEARCH_BY } from '#renderer/features/returns/ticket-query.ts';
import type { TicketSearch } from '#renderer/features/returns/use-ticket-search.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './ticket-finder.module.css';

interface TicketFinderProps {
  search: TicketSearch;
  chosenId: string | null;
  /** Takes the focus at once. */
  focused: boolean;
  onChoose: (row: TicketRow) => void;
}

/** Finds past tickets by number, member, amount, date or product. */
export function TicketFinder({ search, chosenId, focused, onChoose }: TicketFinderProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const { by, text, found } = search;
  useEffect(() => {
    if (focused) field.current?.focus();
  }, [focused]);
  return (
    <div className={css.finder}>
      <Tabs
        label={t('find.by')}
        value={by}
        options={SEARCH_BY.map((value) => ({ value, label: t(`find.${value}`) }))}
        onChange={(next) => {
          search.setText('');
          search.setBy(next);
          field.current?.focus();
        }}
        testId="find-by"
      />
      <TextField
        ref={field}
        size="lg"
        type={by === 'date' ? 'date' : 'text'}
        label={t(`find.${by}`)}
        placeholder={t(`find.hint.${by}`)}
        value={text}
        onText={search.setText}
        onKeyDown={(event) => {
          const [first] = found?.rows ?? [];
          if (event.key !== 'Enter' || !first) return;
          event.preventDefault();
          onChoose(first);
        }}
        data-testid="find-text"
      />
      {found?.ownOnly && <Notice tone="warn" code="own-only" title={t('find.ownOnly')} next={t('find.ownOnlyNext')} />}
      {found && found.rows.length === 0 && (
        <p className={css.none} data-testid="find-none">
          {t('find.none')}
        </p>
      )}
      {found && <TicketRows rows={found.rows} chosenId={chosenId} onChoose={onChoose} />}
    </div>
  );
}

interface TicketRowsProps {
  rows: readonly TicketRow[];
  chosenId: string | null;
  onChoose: (row: TicketRow) => void;
}

function TicketRows({ rows, chosenId, onChoose }: TicketRowsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <ul className={css.rows}>
      {rows.map((row) => (
        <li key={row.orderId}>
          <UnstyledButton
            type="button"
            className={css.row}
            aria-pressed={row.orderId === chosenId}
            onClick={() => onChoose(row)}
            data-testid="found-ticket"
            data-receipt={row.receipt}
            data-own={row.own !== null}
          >
            <span className={css.number}>{row.receipt}</span>
            <span className={css.time}>{formats.dateTime(row.at)}</span>
            <span className={css.first}>{row.first}</span>
            <span className={css.items}>{t('receipts.lines', { count: row.items })}</span>
            <span className={css.amount}>{formats.money(row.total)}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
