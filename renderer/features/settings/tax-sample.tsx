import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaxesPublication } from '#contracts/http/settings.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { settle } from '#domain/pricing/settle.ts';
import { categoryWords } from '#renderer/app/category-words.ts';
import { createFormats } from '#renderer/app/format.ts';
import sheet from '#renderer/ui/sheet.module.css';
import { NumberField } from './number-field.tsx';
import css from './settings.module.css';

interface TaxSampleProps {
  /** Null while something entered is no rate. */
  rules: TaxesPublication['rules'] | null;
  store: RegisterConfig['store'];
}

/** What a price comes to in each category by the rules as they are entered. */
export function TaxSample({ rules, store }: TaxSampleProps) {
  const { t, i18n } = useTranslation();
  const { currency, language, timeZone } = store;
  const [price, setPrice] = useState(10 * 10 ** currency.digits);
  const formats = createFormats({ language: i18n.language, storeLanguage: language, currency, timeZone });
  return (
    <section className={sheet.section} data-testid="tax-sample">
      <h3 className={sheet.heading}>{t('settings.taxes.sample')}</h3>
      <NumberField
        label={t('settings.taxes.samplePrice')}
        value={price}
        digits={currency.digits}
        onValue={setPrice}
        onBad={() => undefined}
        testId="tax-sample-price"
      />
      <table className={sheet.table}>
        <thead>
          <tr>
            <th scope="col">{t('settings.taxes.category')}</th>
            <th scope="col">{t('settings.taxes.net')}</th>
            <th scope="col">{t('settings.taxes.tax')}</th>
            <th scope="col">{t('settings.taxes.total')}</th>
          </tr>
        </thead>
        <tbody>
          {Object.keys(rules?.rates ?? {}).map((category) => {
            const figures = rules && figuresOf(price, category, rules);
            return (
              <tr key={category} data-testid="tax-sample-row" data-category={category}>
                <th scope="row">{categoryWords(t, category)}</th>
                <td>{figures && formats.money(figures.total - figures.tax)}</td>
                <td>{figures && formats.money(figures.tax)}</td>
                <td>{figures && formats.money(figures.total)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {!rules && <p className={css.wrong}>{t('error.tax-rate-invalid.next')}</p>}
    </section>
  );
}

/** By the same settling as at the till. */
function figuresOf(price: number, taxCategory: string, rules: TaxesPublication['rules']) {
  const item = { id: '1', variantId: '1', sku: '1', name: '1', unit: 'each' as const, quantity: 1 };
  const line = { ...item, taxCategory, unitPrice: price, priceVersion: 1, discounts: [] };
  const cart = { id: '1', operatorId: '1', openedAt: '', lines: [line], discounts: [] };
  const result = settle(cart, { version: 1, ...rules });
  return result.ok ? { total: result.settled.total, tax: result.settled.taxTotal } : null;
}
