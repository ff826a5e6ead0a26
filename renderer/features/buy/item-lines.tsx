import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { localName } from '#renderer/features/sell/local-name.ts';
import { useCards } from '#renderer/features/stock/work/use-cards.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { IconAction } from '#renderer/ui/action.tsx';
import css from './buy.module.css';
import { NumberInput, unitDigits } from './number-input.tsx';
import { dropItem, type SupplierDraft, setItem } from './supplier-draft.ts';

interface ItemLinesProps {
  draft: SupplierDraft;
  /** Of the currency. */
  digits: number;
  /** Shows which cannot be read. */
  wrong: boolean;
  onDraft: (change: (current: SupplierDraft) => SupplierDraft) => void;
}

/** What a supplier sells: its own number, the pack, the least quantity and what a pack costs. */
export function ItemLines({ draft, digits, wrong, onDraft }: ItemLinesProps) {
  const { t, i18n } = useTranslation();
  const cards = useCards(draft.items.map(({ variantId }) => variantId));
  return (
    <ul className={frame.lines}>
      {draft.items.map(({ variantId, supplierSku, packSize, minimumQuantity, packCost }) => {
        const card = cards.get(variantId);
        const name = card ? localName(card, i18n.language) : variantId;
        const unit = card?.unit ?? 'each';
        const decimals = unitDigits(UNIT_SCALE[unit]);
        const of = (label: string): string => (unit === 'each' ? label : `${label} (${unit})`);
        const edit = (change: Parameters<typeof setItem>[2]): void =>
          onDraft((current) => setItem(current, variantId, change));
        return (
          <li key={variantId} className={css.line} data-testid="item-line" data-sku={card?.sku}>
            <span className={frame.words}>
              <span className={frame.name}>{name}</span>
              <span className={frame.sub}>{card?.sku}</span>
            </span>
            <label className={css.number}>
              <span>{t('buy.supplierSku')}</span>
              <input
                type="text"
                value={supplierSku}
                maxLength={100}
                onChange={(event) => edit({ supplierSku: event.currentTarget.value })}
                autoComplete="off"
                data-testid="item-sku"
              />
            </label>
            <NumberInput
              label={of(t('buy.packSize'))}
              value={packSize}
              digits={decimals}
              wrong={wrong && !packSize}
              onValue={(value) => edit({ packSize: value })}
              testId="item-pack"
            />
            <NumberInput
              label={of(t('buy.minimumQuantity'))}
              value={minimumQuantity}
              digits={decimals}
              wrong={wrong && minimumQuantity === null}
              onValue={(value) => edit({ minimumQuantity: value })}
              testId="item-minimum"
            />
            <NumberInput
              label={t('buy.packCost')}
              value={packCost}
              digits={digits}
              money
              wrong={wrong && packCost === null}
              onValue={(value) => edit({ packCost: value })}
              testId="item-cost"
            />
            <IconAction
              icon={X}
              label={t('buy.remove', { name })}
              onClick={() => onDraft((current) => dropItem(current, variantId))}
              data-testid="item-remove"
            />
          </li>
        );
      })}
    </ul>
  );
}
