import { useTranslation } from 'react-i18next';
import type { VariantHistory } from '#contracts/http/catalogue.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { differences } from '#renderer/features/saving/fields.ts';
import sheet from '#renderer/ui/sheet.module.css';
import { FieldValue } from './field-value.tsx';
import type { FieldWords } from './field-words.ts';
import { PriceChart } from './price-chart.tsx';
import css from './products.module.css';
import type { CatalogueStore, StoreMoney } from './use-store-money.ts';
import { fieldsOf } from './variant-fields.ts';

interface HistoryProps {
  history: VariantHistory;
  stores: readonly CatalogueStore[];
  money: StoreMoney;
  words: FieldWords;
  who: (operatorId: string | null) => string;
}

/** Who changed what of a product, and what it cost when. */
export function HistorySection({ history, stores, money, words, who }: HistoryProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className={sheet.columns}>
      <section className={sheet.section} data-testid="product-versions">
        <h2 className={sheet.heading}>{t('products.versions')}</h2>
        <ol className={sheet.plainList}>
          {history.versions.map(({ revision, at, by, variant }, index) => {
            const before = history.versions[index + 1]?.variant;
            const changes = before ? differences(fieldsOf(before), fieldsOf(variant)) : [];
            return (
              <li key={revision} className={css.version} data-testid="product-version">
                <strong>{formats.dateTime(at)}</strong>
                <span className={sheet.hint}>{by === null ? t('products.byServer') : who(by)}</span>
                {!before && <span>{t('products.created')}</span>}
                {changes.map(({ field, before: was, after }) => (
                  <span key={field} className={sheet.change}>
                    {words.field(field)}:{' '}
                    <del>
                      <FieldValue words={words} field={field} value={was} />
                    </del>{' '}
                    <ins>
                      <FieldValue words={words} field={field} value={after} />
                    </ins>
                  </span>
                ))}
              </li>
            );
          })}
        </ol>
      </section>
      <section className={sheet.section} data-testid="product-price-history">
        <h2 className={sheet.heading}>{t('products.priceHistory')}</h2>
        {stores.map(({ storeId, name }) => {
          const prices = history.prices.filter((price) => price.storeId === storeId);
          if (prices.length === 0) return null;
          return (
            <div key={storeId} className={sheet.section}>
              <h3 className={sheet.sub}>{name}</h3>
              <PriceChart
                label={t('products.priceChart', { store: name })}
                points={prices
                  .filter(({ withdrawn }) => withdrawn === undefined)
                  .map(({ amount, effectiveAt, publishedAt }) => ({ at: effectiveAt ?? publishedAt, amount }))}
                money={(amount) => money(storeId, amount)}
              />
              <ul className={sheet.plainList}>
                {prices.map(({ version, amount, effectiveAt, publishedAt, by, withdrawn }) => (
                  <li key={version} className={css.sibling} data-testid="price-version">
                    <span className={css.amount} data-off={withdrawn !== undefined || undefined}>
                      {money(storeId, amount)}
                    </span>
                    <span className={sheet.grow}>{formats.dateTime(effectiveAt ?? publishedAt)}</span>
                    <span className={sheet.hint}>
                      {withdrawn ? t('products.withdrawn') : by === null ? t('products.byServer') : who(by)}
                    </span>
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </section>
    </div>
  );
}
