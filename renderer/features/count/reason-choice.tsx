import { Split, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Unit } from '#domain/catalog/variant.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import { amountOf } from '#renderer/app/amount-entry.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { IconAction } from '#renderer/ui/action.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { dropPart, type ReasonPart, reasonsFor, setPart, splitParts } from './reason-parts.ts';
import css from './review.module.css';

interface ReasonChoiceProps {
  /** The product, for those who hear the screen. */
  name: string;
  unit: Unit;
  parts: readonly ReasonPart[];
  onParts: (parts: ReasonPart[]) => void;
}

/** What a difference is put down to: one reason, or several with how many each. */
export function ReasonChoice({ name, unit, parts, onParts }: ReasonChoiceProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const digits = Math.log10(UNIT_SCALE[unit]);
  const difference = parts.reduce((sum, { quantity }) => sum + quantity, 0);
  const offered = reasonsFor(difference);
  return (
    <div className={css.parts}>
      {parts.map(({ reason, quantity }, index) => (
        <div key={reason} className={css.part}>
          <select
            className={css.reason}
            aria-label={t('counts.review.reasonOf', { name })}
            value={reason}
            onChange={(event) => onParts(setPart(parts, index, { reason: event.currentTarget.value }))}
            data-testid="review-reason"
          >
            {offered
              .filter((code) => code === reason || !parts.some((part) => part.reason === code))
              .map((code) => (
                <option key={code} value={code}>
                  {reasonWords(t, code)}
                </option>
              ))}
          </select>
          {parts.length > 1 && index === 0 && (
            <span className={css.size}>{formats.quantity(Math.abs(quantity), unit)}</span>
          )}
          {index > 0 && (
            <>
              <TextField
                label={t('counts.review.sizeOf', { name })}
                value={quantity === 0 ? '' : decimalText(Math.abs(quantity), digits)}
                inputMode="decimal"
                onText={(text) =>
                  onParts(setPart(parts, index, { size: amountOf(text.replace(/[^\d.]/g, ''), digits) ?? 0 }))
                }
                data-testid="review-size"
              />
              <IconAction
                icon={X}
                label={t('counts.review.dropPart')}
                onClick={() => onParts(dropPart(parts, index))}
                data-testid="review-drop-part"
              />
            </>
          )}
          {index === 0 && parts.length < offered.length && Math.abs(difference) > 1 && (
            <IconAction
              icon={Split}
              label={t('counts.review.split', { name })}
              onClick={() => onParts(splitParts(parts))}
              data-testid="review-split"
            />
          )}
        </div>
      ))}
    </div>
  );
}
