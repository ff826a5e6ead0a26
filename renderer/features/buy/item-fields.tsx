import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import frame from '#renderer/features/stock/work/work.module.css';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { IconAction } from '#renderer/ui/action.tsx';
import css from './buy.module.css';
import { NumberInput } from './number-input.tsx';
import { dropItem, type ItemDraft, type SupplierDraft, setItem, unitDigits } from './supplier-draft.ts';

interface ItemFieldsProps {
  item: ItemDraft;
  name: string;
  card: VariantCard | undefined;
  /** Of the currency. */
  digits: number;
  wrong: boolean;
  onDraft: (change: (current: SupplierDraft) => SupplierDraft) => void;
}

/** One product that a supplier sells. */
export function ItemFields({ item, name, card, digits, wrong, onDraft }: ItemFieldsProps) {
  const { t } = useTranslation();
  const { variantId, supplierSku, packSize, minimumQuantity, packCost } = item;
  const unit = card?.unit ?? 'each';
  const decimals = unitDigits(unit);
  const of = (label: string): string => (unit === 'each' ? label : `${label} (${unit})`);
  const edit = (change: Parameters<typeof setItem>[2]): void =>
    onDraft((current) => setItem(current, variantId, change));
  return (
    <>
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
    </>
  );
}
