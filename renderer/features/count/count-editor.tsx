import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { amountOf, keyAmount } from '#renderer/app/amount-entry.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import { NumberPad, type PadKey } from '#renderer/ui/number-pad.tsx';
import css from './count.module.css';

/** As many as are believed: a barcode keyed in as a quantity is none. */
const MOST = 1_000_000_000;

interface CountEditorProps {
  card: VariantCard | undefined;
  quantity: number | null;
  /** What should be there, where that is told. */
  expected: number | null;
  onQuantity: (quantity: number) => void;
}

/** How many are there of the chosen product: keyed in, one more, one less, or none. */
export function CountEditor({ card, quantity, expected, onQuantity }: CountEditorProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  /** What is being keyed in; empty shows what was counted. */
  const [entry, setEntry] = useState('');
  const unit = card?.unit ?? 'each';
  const scale = UNIT_SCALE[unit];
  const digits = Math.log10(scale);
  const keyed = amountOf(entry, digits);
  function take(value: number): void {
    setEntry('');
    onQuantity(Math.min(Math.max(0, value), MOST));
  }
  return (
    <section className={frame.editor} aria-label={t('counts.howMany')} data-testid="count-editor">
      <div className={css.about}>
        <h3 className={frame.name}>{card ? localName(card, i18n.language) : ''}</h3>
        <span className={frame.sub}>
          {[card?.sku, expected === null ? '' : t('counts.expected', { quantity: formats.quantity(expected, unit) })]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      <label className={frame.number}>
        <span>{t('counts.howMany')}</span>
        <input
          type="text"
          inputMode="decimal"
          value={entry}
          placeholder={quantity === null ? '–' : formats.quantity(quantity, unit)}
          onChange={(event) => setEntry(typed(event.currentTarget.value, digits))}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && keyed !== null) take(keyed);
          }}
          autoComplete="off"
          data-testid="count-entry"
        />
      </label>
      <NumberPad
        onKey={(key) => setEntry(keyAmount(entry, key, digits))}
        extra={digits > 0 ? { key: '.', label: formats.decimal, name: t('pad.decimal') } : undefined}
        backName={t('pad.back')}
        testId="count-key"
      />
      <div className={css.steps}>
        <IconAction
          tone="plain"
          icon={Minus}
          label={t('counts.less')}
          disabled={(quantity ?? 0) < scale}
          onClick={() => take((quantity ?? 0) - scale)}
          data-testid="count-less"
        />
        <IconAction
          tone="plain"
          icon={Plus}
          label={t('counts.more')}
          onClick={() => take((quantity ?? 0) + scale)}
          data-testid="count-more"
        />
        <Action onClick={() => take(0)} data-testid="count-zero">
          {t('counts.zero')}
        </Action>
        <Action disabled={keyed === null} onClick={() => keyed !== null && take(keyed)} data-testid="count-set">
          {t('counts.set')}
        </Action>
      </div>
    </section>
  );
}

/** What was typed as a number: digits with at most one mark and so many decimals. */
function typed(text: string, digits: number): string {
  const keys = [...text.replace(',', '.')].filter((key): key is PadKey => /^[\d.]$/.test(key));
  return keys.reduce((entry: string, key) => keyAmount(entry, key, digits), '');
}
