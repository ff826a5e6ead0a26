import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { Unit } from '#domain/catalog/variant.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import css from './deliver.module.css';
import { useElsewhere } from './use-elsewhere.ts';

interface StoreChoicesProps {
  variantId: string;
  unit: Unit;
  stores: NonNullable<RegisterConfig['otherStores']>;
  value: string;
  wrong: string | null;
  onChange: (storeId: string) => void;
}

/** Stores with what they have of a product, as far as is known, and as of when; those with most come first. */
export function StoreChoices({ variantId, unit, stores, value, wrong, onChange }: StoreChoicesProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const elsewhere = useElsewhere(variantId);
  const availableAt = (storeId: string): number | null => {
    return elsewhere ? (elsewhere.stores.find((one) => one.storeId === storeId)?.available ?? 0) : null;
  };
  const sorted = [...stores].sort((a, b) => (availableAt(b.storeId) ?? 0) - (availableAt(a.storeId) ?? 0));
  return (
    <fieldset className={css.stores} aria-label={t('deliver.store')}>
      {sorted.map(({ storeId, name }) => {
        const available = availableAt(storeId);
        return (
          <UnstyledButton
            key={storeId}
            type="button"
            className={css.store}
            aria-pressed={storeId === value}
            onClick={() => onChange(storeId)}
            data-testid="deliver-store"
            data-store={storeId}
            data-available={available ?? undefined}
          >
            <span className={css.storeName}>{name}</span>
            <span className={css.available} data-none={(available !== null && available <= 0) || undefined}>
              {available === null
                ? t('sell.stockUnknown')
                : t('deliver.available', { quantity: formats.quantity(Math.max(0, available), unit) })}
            </span>
          </UnstyledButton>
        );
      })}
      <p className={css.hint} data-testid="deliver-as-of">
        {elsewhere && t('sell.stockAsOf', { time: formats.dateTime(elsewhere.at) })}
        {elsewhere === null && t('deliver.nobodyKnows')}
      </p>
      {wrong !== null && (
        <p className={css.wrong} role="alert">
          {wrong}
        </p>
      )}
    </fieldset>
  );
}
