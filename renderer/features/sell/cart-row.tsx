import { UnstyledButton } from '@mantine/core';
import { Minus, OctagonX, Plus, Store, Truck, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import type { CartLine } from '#domain/order/cart.ts';
import { isPostage } from '#domain/order/cart-deliveries.ts';
import { isQuantityFixed } from '#domain/order/cart-edit.ts';
import type { SettledLine } from '#domain/pricing/settled.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { IconAction } from '#renderer/ui/action.tsx';
import css from './cart-row.module.css';
import type { SaleEdit } from './sale-state.ts';

interface CartRowProps {
  line: CartLine;
  settled: SettledLine | undefined;
  selected: boolean;
  /** Where it goes; null where it is carried out. */
  goesTo: GoesTo | null;
  /** It may not be sold as it is. */
  halted: boolean;
  onOpen: () => void;
  onEdit: (edit: SaleEdit) => void;
}

/** Where a line goes that is not carried out: to a store, or to a town. */
export interface GoesTo {
  method: 'pickup' | 'ship';
  place: string;
}

/** Names a line as it is now: another one when its quantity changes. */
export function spotOf(line: CartLine): string {
  return `${line.id}:${line.quantity}`;
}

/** One line: what, how many, how much, and what was taken off it and why. */
export function CartRow({ line, settled, selected, goesTo, halted, onOpen, onEdit }: CartRowProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { id: lineId, name, quantity, unit } = line;
  const step = UNIT_SCALE[unit];
  const unitWords = unit === 'each' ? t('sell.each') : t('sell.perUnit', { unit });
  const fixed = isQuantityFixed(line);
  const own = settled?.adjustments.filter((adjustment) => adjustment.source === 'line-discount') ?? [];
  const change = (by: number): void => onEdit({ type: 'quantity', lineId, quantity: Math.max(1, quantity + by) });
  return (
    <li
      className={css.row}
      data-selected={selected || undefined}
      data-linked={line.linkedTo !== undefined || undefined}
      aria-current={selected || undefined}
      data-spot={spotOf(line)}
      data-testid="cart-line"
      data-sku={line.sku}
    >
      <UnstyledButton type="button" className={css.what} onClick={onOpen} aria-label={t('sell.openLine', { name })}>
        <span className={css.name}>{name}</span>
        <span className={css.unit}>
          <span>
            {formats.amount(line.unitPrice)} {unitWords}
          </span>
          {line.priceOverride && <s>{formats.amount(line.priceOverride.listPrice)}</s>}
          {line.priceList && <s data-testid="line-base-price">{formats.amount(line.priceList.basePrice)}</s>}
          {!line.unlisted && <span>{line.sku}</span>}
        </span>
        {goesTo && (
          <span className={css.goes} data-testid="line-goes" data-method={goesTo.method}>
            {goesTo.method === 'ship' ? <Truck size={16} aria-hidden /> : <Store size={16} aria-hidden />}
            <span>{t(goesTo.method === 'ship' ? 'deliver.shipTo' : 'deliver.collectAt', { place: goesTo.place })}</span>
          </span>
        )}
        <LineFacts line={line} />
        {halted && (
          <span className={css.halted} data-testid="line-halted">
            <OctagonX size={16} aria-hidden />
            {t('stopped.line')}
          </span>
        )}
      </UnstyledButton>
      {isPostage(line) ? (
        <span />
      ) : (
        <IconAction
          icon={X}
          label={t('sell.removeLine', { name })}
          onClick={() => onEdit({ type: 'remove', lineId })}
          data-testid="line-remove"
        />
      )}
      <div className={css.stepper} data-measured={step > 1 || undefined}>
        <IconAction
          icon={Minus}
          label={t('sell.less', { name })}
          disabled={fixed || quantity <= step}
          onClick={() => change(-step)}
          data-testid="line-less"
        />
        <output className={css.quantity} data-testid="line-quantity" data-quantity={quantity}>
          {formats.quantity(quantity, unit)}
        </output>
        <IconAction
          icon={Plus}
          label={t('sell.more', { name })}
          disabled={fixed}
          onClick={() => change(step)}
          data-testid="line-more"
        />
      </div>
      <div className={css.amount} data-testid="line-amount">
        {formats.amount(settled?.listAmount ?? 0)}
      </div>
      {own.map((adjustment) => (
        <div key={adjustment.discountId} className={css.adjustment} data-testid="line-adjustment">
          <span>{t('sell.lineDiscount', { reason: reasonWords(t, adjustment.reason) })}</span>
          <span className={css.off}>{formats.amount(adjustment.amount)}</span>
        </div>
      ))}
    </li>
  );
}

/** What sets this piece apart: serial number, batch and expiry, where its price is from, its note. */
function LineFacts({ line }: { line: CartLine }) {
  const { t } = useTranslation();
  const { serial, batch, expiry, unlisted, labelAmount, weighing, instrument, priceOverride, note, minimumAge } = line;
  const { priceList } = line;
  const facts = [
    unlisted && t('line.facts.unlisted'),
    minimumAge !== undefined && t('line.facts.age', { age: minimumAge }),
    labelAmount !== undefined && t('line.facts.label'),
    weighing?.by === 'hand' && t('line.facts.hand'),
    weighing?.tareGrams !== undefined && t('line.facts.tare', { grams: weighing.tareGrams }),
    priceList?.name,
    priceOverride && t('line.facts.override', { reason: reasonWords(t, priceOverride.reason) }),
    serial !== undefined && t('line.facts.serial', { serial }),
    instrument !== undefined && t('line.facts.instrument', { code: instrument }),
    batch !== undefined && t('line.facts.batch', { batch }),
    expiry !== undefined && t('line.facts.expiry', { expiry }),
    note?.text,
  ].filter((fact) => typeof fact === 'string');
  if (facts.length === 0) return null;
  return (
    <span className={css.facts} data-testid="line-facts">
      {facts.join(' · ')}
    </span>
  );
}
