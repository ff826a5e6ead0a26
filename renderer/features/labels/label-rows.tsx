import { UnstyledButton } from '@mantine/core';
import { Minus, Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { localName } from '#renderer/app/local-name.ts';
import { IconAction } from '#renderer/ui/action.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { type LabelRow, MOST_COPIES } from './label-list.ts';
import { type LabelWords, labelOf } from './label-of.ts';
import css from './labels.module.css';

interface LabelRowsProps {
  rows: readonly LabelRow[];
  words: LabelWords;
  /** The one whose label is shown. */
  shown: string | null;
  busy: boolean;
  onShow: (variantId: string) => void;
  onCopies: (variantId: string, copies: number) => void;
  onRemove: (variantId: string) => void;
}

/** What is to be printed, and how often. */
export function LabelRows({ rows, words, shown, busy, onShow, onCopies, onRemove }: LabelRowsProps) {
  const { t, i18n } = useTranslation();
  return (
    <ul className={css.rows} data-testid="label-rows">
      {rows.map((row) => {
        const { card, copies, was } = row;
        const { variantId } = card;
        const name = localName(card, i18n.language);
        const price = labelOf(row, words)?.price;
        return (
          <li key={variantId} className={css.row} data-testid="label-row" data-sku={card.sku} data-copies={copies}>
            <UnstyledButton
              type="button"
              className={css.what}
              aria-pressed={variantId === shown}
              onClick={() => onShow(variantId)}
              data-testid="label-show"
            >
              <span className={css.name}>{name}</span>
              <span className={css.sub} data-missing={price === undefined || undefined}>
                {price === undefined
                  ? t('labels.noPrice')
                  : was !== undefined && card.price && was > card.price.amount
                    ? t('labels.cameDown', { sku: card.sku, price, was: words.formats.money(was) })
                    : `${card.sku} · ${price}`}
              </span>
            </UnstyledButton>
            <span className={css.copies}>
              <IconAction
                icon={Minus}
                label={t('labels.fewer', { name })}
                disabled={busy || copies <= 1}
                onClick={() => onCopies(variantId, copies - 1)}
                data-testid="copies-fewer"
              />
              <TextField
                label={t('labels.copies', { name })}
                value={String(copies)}
                inputMode="numeric"
                maxLength={3}
                disabled={busy}
                onText={(text) => onCopies(variantId, Number(text.replace(/\D/g, '')))}
                data-testid="copies"
              />
              <IconAction
                icon={Plus}
                label={t('labels.more', { name })}
                disabled={busy || copies >= MOST_COPIES}
                onClick={() => onCopies(variantId, copies + 1)}
                data-testid="copies-more"
              />
            </span>
            <IconAction
              icon={X}
              label={t('labels.remove', { name })}
              disabled={busy}
              onClick={() => onRemove(variantId)}
              data-testid="label-remove"
            />
          </li>
        );
      })}
    </ul>
  );
}
