import { UnstyledButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit } from '#domain/catalog/variant.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { usePlaceName } from '#renderer/features/places/use-place-name.ts';
import { StopMark } from '#renderer/features/sell/stop-mark.tsx';
import type { VariantCard } from '#renderer/store/till-store.ts';
import type { DraftLine, StockDraft } from './stock-draft.ts';
import type { StockWork } from './stock-work.ts';
import type { Cards } from './use-cards.ts';
import css from './work.module.css';

interface LineListProps {
  work: StockWork;
  cards: Cards;
}

/** The lines of the work; the one that keys act on stays in sight. */
export function LineList({ work, cards }: LineListProps) {
  const list = useRef<HTMLUListElement>(null);
  const { draft } = useStore(work.view);
  const { chosen } = draft;
  useEffect(() => {
    if (chosen) list.current?.querySelector(`[data-line="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <ul className={css.lines} ref={list} data-testid="work-lines">
      {draft.lines.map((line) => (
        <LineRow
          key={line.lineId}
          line={line}
          draft={draft}
          card={cards.get(line.variantId)}
          onChoose={() => work.note((current) => ({ ...current, chosen: line.lineId }))}
        />
      ))}
    </ul>
  );
}

interface LineRowProps {
  line: DraftLine;
  draft: StockDraft;
  card: VariantCard | undefined;
  onChoose: () => void;
}

function LineRow({ line, draft, card, onChoose }: LineRowProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const placeName = usePlaceName();
  const unit: Unit = card?.unit ?? 'each';
  const amount = (quantity: number): string => formats.quantity(quantity, unit);
  const missing = (line.expected ?? 0) - line.quantity - line.damaged;
  const beyond = draft.kind === 'send' || draft.kind === 'return' || (draft.kind === 'adjust' && draft.sign < 0);
  const here = card?.stock?.onHand;
  const lacks = line.hadLots && line.batch === '' && line.expiry === '' && line.quantity + line.damaged > 0;
  return (
    <li data-line={line.lineId}>
      <UnstyledButton
        type="button"
        className={css.line}
        aria-pressed={line.lineId === draft.chosen}
        onClick={onChoose}
        data-testid="work-line"
        data-sku={card?.sku}
        data-quantity={line.quantity}
        data-damaged={line.damaged}
        data-expected={line.expected ?? undefined}
      >
        <span className={css.words}>
          <span className={css.name}>{card ? localName(card, i18n.language) : line.variantId}</span>
          <span className={css.sub}>
            {[
              card?.sku,
              line.batch,
              line.expiry === '' ? '' : formats.day(line.expiry),
              line.placeId === undefined ? '' : placeName(line.placeId),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {card && <StopMark card={card} batch={line.batch} />}
        </span>
        <span className={css.chips}>
          {line.damaged > 0 && (
            <span data-tone="warn">{t('stock.work.damagedOf', { quantity: amount(line.damaged) })}</span>
          )}
          {line.expected !== null && missing > 0 && (
            <span data-tone={line.quantity + line.damaged > 0 ? 'warn' : 'plain'}>
              {t('stock.work.missingOf', { quantity: amount(missing) })}
            </span>
          )}
          {line.expected !== null && missing < 0 && (
            <span data-tone="warn">{t('stock.work.overOf', { quantity: amount(-missing) })}</span>
          )}
          {draft.kind === 'receive' && lacks && <span data-tone="warn">{t('stock.work.lotAsked')}</span>}
          {beyond && here !== undefined && line.quantity > here && (
            <span data-tone="warn">{t('stock.work.onlyHere', { quantity: amount(here) })}</span>
          )}
        </span>
        <span className={css.quantity}>
          {draft.kind === 'adjust' && line.quantity > 0 ? (draft.sign < 0 ? '−' : '+') : ''}
          {line.expected === null
            ? amount(line.quantity)
            : t('stock.work.ofExpected', { quantity: amount(line.quantity), expected: amount(line.expected) })}
        </span>
      </UnstyledButton>
    </li>
  );
}
