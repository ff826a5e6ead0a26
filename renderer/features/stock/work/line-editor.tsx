import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import { amountOf, keyAmount } from '#renderer/app/amount-entry.ts';
import { mayOf } from '#renderer/app/at-till.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { StockFigure } from '#renderer/features/sell/stock-figure.tsx';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { DateInput } from '#renderer/ui/date-input.tsx';
import { NumberPad, type PadKey } from '#renderer/ui/number-pad.tsx';
import { costOf, setLine } from './draft-lines.ts';
import type { DraftLine, StockDraft } from './stock-draft.ts';
import type { StockWork } from './stock-work.ts';
import css from './work.module.css';

type NumberName = 'quantity' | 'damaged' | 'expected' | 'cost';

interface LineEditorProps {
  work: StockWork;
  line: DraftLine;
  card: VariantCard | undefined;
  config: RegisterConfig;
  operatorId: string;
  onRemove: () => void;
}

/** The line that keys act on: how many, how many of them damaged, what it costs, its batch and expiry. */
export function LineEditor({ work, line, card, config, operatorId, onRemove }: LineEditorProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { kind } = work.view.get().draft;
  const [active, setActive] = useState<NumberName>('quantity');
  /** What is being keyed in; null shows what stands in the line. */
  const [entry, setEntry] = useState<string | null>(null);
  const { lineId } = line;
  const fields = fieldsOf(kind, mayOf(config, operatorId, 'costs'));
  const unit = card?.unit ?? 'each';
  const places = (config.places ?? []).filter(({ placeId, archived }) => !archived || placeId === line.placeId);
  const digitsOf = (name: NumberName): number =>
    name === 'cost' ? formats.currency.digits : Math.log10(UNIT_SCALE[unit]);
  const numberOf = (name: NumberName): number | null => (name === 'cost' ? costOf(line) : line[name]);

  function put(name: NumberName, text: string): void {
    const digits = digitsOf(name);
    setEntry(text);
    const value = amountOf(text, digits);
    const next = name === 'cost' || name === 'expected' ? value : (value ?? 0);
    work.edit((current) => setLine(current, lineId, { [name]: next }));
  }
  function press(key: PadKey): void {
    put(active, keyAmount(entry ?? '', key, digitsOf(active)));
  }
  function choose(name: NumberName): void {
    setActive(name);
    setEntry(null);
  }
  function shown(name: NumberName): string {
    if (name === active && entry !== null) return entry;
    const value = numberOf(name);
    return value === null ? '' : plain(decimalText(value, digitsOf(name)), name);
  }

  return (
    <section className={css.editor} aria-label={t('stock.work.line')} data-testid="line-editor">
      <div className={css.about}>
        <h3 className={css.name}>{card ? localName(card, i18n.language) : line.variantId}</h3>
        {card && <StockFigure card={card} />}
      </div>
      <div className={css.numbers}>
        {fields.map((name) => (
          <label key={name} className={css.number} data-active={name === active || undefined}>
            <span>{t(`stock.field.${fieldName(name, kind)}`)}</span>
            <input
              type="text"
              inputMode="decimal"
              value={shown(name)}
              onFocus={(event) => {
                choose(name);
                event.currentTarget.select();
              }}
              onChange={(event) => {
                setActive(name);
                put(name, typed(event.currentTarget.value, digitsOf(name)));
              }}
              autoComplete="off"
              data-testid={`line-${name}`}
            />
          </label>
        ))}
      </div>
      <NumberPad
        onKey={press}
        extra={digitsOf(active) > 0 ? { key: '.', label: formats.decimal, name: t('pad.decimal') } : undefined}
        backName={t('pad.back')}
        testId="line-key"
      />
      <div className={css.numbers}>
        <label className={css.number}>
          <span>{t('stock.batch')}</span>
          <input
            type="text"
            value={line.batch}
            maxLength={20}
            onChange={(event) => {
              const batch = event.currentTarget.value;
              work.edit((current) => setLine(current, lineId, { batch }));
            }}
            autoComplete="off"
            data-testid="line-batch"
          />
        </label>
        <div className={css.number}>
          <span>{t('stock.expiry')}</span>
          <DateInput
            label={t('stock.expiry')}
            value={line.expiry}
            clearable
            onChange={(expiry) => work.edit((current) => setLine(current, lineId, { expiry }))}
            testId="line-expiry"
          />
        </div>
      </div>
      {places.length > 0 && (
        <label className={css.number}>
          <span>{t('places.place')}</span>
          <select
            value={line.placeId ?? ''}
            onChange={(event) => {
              const { placeId: _, ...rest } = line;
              const placeId = event.currentTarget.value;
              const next = placeId === '' ? rest : { ...rest, placeId };
              work.edit((current) => ({
                ...current,
                lines: current.lines.map((one) => (one.lineId === lineId ? next : one)),
              }));
            }}
            data-testid="line-place"
          >
            <option value="">{t('places.nowhere')}</option>
            {places.map(({ placeId, name }) => (
              <option key={placeId} value={placeId}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <Action tone="quiet" icon={Trash2} hint="-" onClick={onRemove} data-testid="line-remove">
        {t('stock.work.remove')}
      </Action>
    </section>
  );
}

/** What is counted on a line of each kind of work. */
function fieldsOf(kind: StockDraft['kind'], costs: boolean): readonly NumberName[] {
  const cost: readonly NumberName[] = costs && (kind === 'receive' || kind === 'return') ? ['cost'] : [];
  if (kind === 'receive') return ['quantity', 'damaged', 'expected', ...cost];
  return kind === 'accept' ? ['quantity', 'damaged'] : ['quantity', ...cost];
}

/** What a number is called: of what arrives, what is not damaged is told apart. */
function fieldName(name: NumberName, kind: StockDraft['kind']): NumberName | 'good' | 'credit' {
  if (name === 'cost') return kind === 'return' ? 'credit' : 'cost';
  return name === 'quantity' && (kind === 'receive' || kind === 'accept') ? 'good' : name;
}

/** A quantity without needless noughts; money with all its decimals. */
function plain(text: string, name: NumberName): string {
  return name === 'cost' || !text.includes('.') ? text : text.replace(/\.?0+$/, '');
}

/** What was typed as an amount: digits with at most one mark and so many decimals. */
function typed(text: string, digits: number): string {
  const keys = [...text.replace(',', '.')].filter((key): key is PadKey => /^[\d.]$/.test(key));
  return keys.reduce((entry: string, key) => keyAmount(entry, key, digits), '');
}
