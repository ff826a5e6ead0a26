import { UnstyledButton } from '@mantine/core';
import { Square, SquareCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PriceList } from '#contracts/facts/pricing-facts.ts';
import type { EntryRow } from '#contracts/http/pricing.ts';
import { priceByList } from '#domain/pricing/price-list.ts';
import { localName } from '#renderer/app/local-name.ts';
import { priceOf } from '#renderer/app/price-entry.ts';
import grid from '#renderer/app/windowed-grid.module.css';
import type { LinePlace } from '#renderer/app/windowed-grid.tsx';
import { textOf } from './entry-board.tsx';
import css from './pricing.module.css';

interface EntryLineProps {
  row: EntryRow;
  place: LinePlace;
  list: PriceList;
  digits: number;
  names: ReadonlyMap<string, string>;
  /** What was typed over its price; undefined where nothing was. */
  text: string | undefined;
  isChosen: boolean;
  isFixed: boolean;
  onType: (row: EntryRow, text: string) => void;
  onChoose: (row: EntryRow) => void;
}

/** One product: what it costs, and what the list charges; by a rule where it names no price. */
export function EntryLine({
  row,
  place: { index, ...place },
  list,
  digits,
  names,
  text,
  isChosen,
  isFixed,
  ...rest
}: EntryLineProps) {
  const { t, i18n } = useTranslation();
  const { onType, onChoose } = rest;
  const name = localName(row, i18n.language);
  const typed = text ?? textOf(row.amount, digits);
  const isWrong = typed.trim() !== '' && priceOf(typed, digits) === null;
  const { categoryId, undiscountable } = row;
  const byRule = row.price === null ? null : priceByList(list, { categoryId, undiscountable, basePrice: row.price });
  return (
    <tr className={grid.row} {...place} data-chosen={isChosen || undefined} data-testid="entry-row" data-sku={row.sku}>
      <td>
        <UnstyledButton
          type="button"
          className={grid.check}
          role="checkbox"
          aria-checked={isChosen}
          aria-label={t('products.choose', { name })}
          onClick={() => onChoose(row)}
          data-testid="entry-choose"
        >
          {isChosen ? <SquareCheck size={20} /> : <Square size={20} />}
        </UnstyledButton>
      </td>
      <td>
        <span className={grid.name}>{name}</span>
      </td>
      <td className={grid.cut}>{row.sku}</td>
      <td className={grid.cut}>{names.get(row.categoryId) ?? row.categoryId}</td>
      <td data-number data-testid="entry-book">
        {textOf(row.price, digits) || '–'}
      </td>
      <td data-number>
        <input
          className={css.entry}
          aria-label={t('pricing.priceOf', { name })}
          aria-invalid={isWrong || undefined}
          data-changed={text !== undefined || undefined}
          data-entry={index}
          value={typed}
          placeholder={textOf(byRule?.amount ?? null, digits) || '–'}
          inputMode="decimal"
          maxLength={14}
          readOnly={isFixed}
          onChange={(event) => onType(row, event.currentTarget.value)}
          data-testid="entry-price"
        />
      </td>
    </tr>
  );
}
