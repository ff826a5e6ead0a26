import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StorePrice } from '#contracts/http/catalogue.ts';
import { priceOf } from '#renderer/app/price-entry.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import { type PriceTime, PriceWhen } from './price-when.tsx';
import css from './products.module.css';
import type { CatalogueStore, StoreMoney } from './use-store-money.ts';

/** Prices as typed, and when they begin. */
export interface PriceTexts extends PriceTime {
  texts: Readonly<Record<string, string>>;
}

interface PricesProps {
  stores: readonly CatalogueStore[];
  known: readonly StorePrice[];
  money: StoreMoney;
  prices: PriceTexts;
  mayPrices: boolean;
  isNew: boolean;
  /** The unit prices are of. */
  per: string;
  timeZone: string;
  tried: boolean;
  busy: boolean;
  onPrices: (prices: PriceTexts) => void;
  onCancel: (price: { storeId: string; version: number; effectiveAt: string }) => void;
}

/** What a product costs in each store, from now or from a minute on, and what is planned. */
export function PricesSection({ stores, known, money, prices, mayPrices, isNew, per, timeZone, ...rest }: PricesProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { tried, busy, onPrices, onCancel } = rest;
  return (
    <section className={sheet.section}>
      <h2 className={sheet.heading}>{t('products.prices', { per })}</h2>
      {!mayPrices && <p className={sheet.hint}>{t('products.pricesRefused')}</p>}
      {stores.map(({ storeId, name, digits, currency, pricesIncludeTax }) => {
        const text = prices.texts[storeId] ?? '';
        const isWrong = text.trim() !== '' && priceOf(text, digits) === null;
        const price = known.find((one) => one.storeId === storeId);
        return (
          <div key={storeId} className={css.price}>
            <Field
              label={name}
              hint={t(pricesIncludeTax ? 'products.withTax' : 'products.withoutTax', { currency })}
              wrong={isWrong ? t('products.priceWrong', { digits }) : null}
            >
              <div className={sheet.short}>
                <TextField
                  label={t('products.priceIn', { store: name })}
                  value={text}
                  inputMode="decimal"
                  maxLength={14}
                  disabled={!mayPrices}
                  aria-invalid={isWrong || undefined}
                  onText={(next) => onPrices({ ...prices, texts: { ...prices.texts, [storeId]: next } })}
                  data-testid={`product-price-${storeId}`}
                />
              </div>
            </Field>
            {price?.ahead.map(({ amount, version, effectiveAt }) => (
              <div key={version} className={css.planned} data-testid="price-ahead">
                <span className={sheet.grow}>
                  {t('products.plannedPrice', { price: money(storeId, amount), when: formats.dateTime(effectiveAt) })}
                </span>
                {mayPrices && (
                  <Action
                    tone="quiet"
                    icon={X}
                    disabled={busy}
                    onClick={() => onCancel({ storeId, version, effectiveAt })}
                    data-testid="price-cancel"
                  >
                    {t('products.cancelPlanned')}
                  </Action>
                )}
              </div>
            ))}
          </div>
        );
      })}
      {mayPrices && !isNew && (
        <PriceWhen
          time={prices}
          timeZone={timeZone}
          isWrong={tried && prices.from === ''}
          onTime={(time) => onPrices({ ...prices, ...time })}
        />
      )}
    </section>
  );
}
