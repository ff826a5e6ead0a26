import { useTranslation } from 'react-i18next';
import type { CategoryListAnswer } from '#contracts/http/catalogue.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import css from '#renderer/features/many/many.module.css';
import { differences } from '#renderer/features/saving/fields.ts';
import { FieldValue } from './field-value.tsx';
import { fieldWords } from './field-words.ts';
import { useStoreMoney } from './use-store-money.ts';
import { type CatalogueVariant, fieldsOf } from './variant-fields.ts';

interface ProductDifferenceProps {
  catalogue: CategoryListAnswer;
  /** Null for a new one. */
  before: CatalogueVariant | null;
  after: CatalogueVariant;
  /** `from`: null for now. */
  /** Where it lies, by the place's name; null where that does not change. */
  home?: { before: string; after: string } | null;
  prices: readonly { storeId: string; before: number | null; after: number; from: string | null }[];
}

/** What becomes of a product and its prices. */
export function ProductDifference({ catalogue, before, after, home = null, prices }: ProductDifferenceProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const money = useStoreMoney(catalogue.stores);
  const words = fieldWords(t, i18n.language, catalogue.categories);
  const fields = before ? differences(fieldsOf(before), fieldsOf(after)) : [];
  const storeName = (storeId: string) => catalogue.stores.find((store) => store.storeId === storeId)?.name ?? storeId;
  return (
    <>
      {!before && <ins>{t('many.new')}</ins>}
      {fields.map(({ field, before: was, after: next }) => (
        <div key={field}>
          {words.field(field)}:{' '}
          <del>
            <FieldValue words={words} field={field} value={was} />
          </del>{' '}
          <ins>
            <FieldValue words={words} field={field} value={next} />
          </ins>
        </div>
      ))}
      {prices.map((price) => (
        <div key={`${price.storeId} ${price.from}`} data-testid="bulk-price-row" data-store={price.storeId}>
          {storeName(price.storeId)}: {price.before !== null && <del>{money(price.storeId, price.before)}</del>}{' '}
          <ins>
            {price.from === null
              ? money(price.storeId, price.after)
              : t('products.plannedPrice', {
                  price: money(price.storeId, price.after),
                  when: formats.dateTime(price.from),
                })}
          </ins>
        </div>
      ))}
      {home && (
        <div data-testid="bulk-home-row">
          {t('places.home')}: <del>{home.before}</del> <ins>{home.after}</ins>
        </div>
      )}
      {before && !home && fields.length + prices.length === 0 && <span className={css.hint}>{t('many.same')}</span>}
    </>
  );
}
