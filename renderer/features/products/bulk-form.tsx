import { useTranslation } from 'react-i18next';
import type { Place } from '#contracts/facts/place-facts.ts';
import type { CategoryListAnswer, ProductListRow } from '#contracts/http/catalogue.ts';
import { categoryWords } from '#renderer/app/category-words.ts';
import { localName } from '#renderer/app/local-name.ts';
import { Field } from '#renderer/ui/field.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import css from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { BulkTexts, BulkWrong } from './bulk-texts.ts';
import { PriceWhen } from './price-when.tsx';

/** Products whose pictures are offered to all. */
const SOURCES_MAX = 50;

interface BulkFormProps {
  catalogue: CategoryListAnswer;
  rows: readonly ProductListRow[];
  texts: BulkTexts;
  mayPrices: boolean;
  /** Where they may be said to lie. */
  places: readonly Place[];
  timeZone: string;
  wrong: BulkWrong;
  onTexts: (texts: BulkTexts) => void;
}

/** What is done to all that were chosen. */
export function BulkForm({ catalogue, rows, texts, mayPrices, places, timeZone, wrong, onTexts }: BulkFormProps) {
  const { t, i18n } = useTranslation();
  const keep = { value: '', label: t('products.bulk.keep') };
  const edit = (change: Partial<BulkTexts>) => onTexts({ ...texts, ...change });
  const sources = rows
    .filter(({ variant }) => variant.pictures !== undefined)
    .slice(0, SOURCES_MAX)
    .map(({ variant }) => ({
      value: variant.variantId,
      label: t('pictures.sameAs', { name: localName(variant, i18n.language) }),
    }));
  return (
    <div className={css.section}>
      <SelectField
        label={t('products.category')}
        value={texts.categoryId}
        options={[
          keep,
          ...catalogue.categories.map(({ category }) => ({
            value: category.categoryId,
            label: localName(category, i18n.language),
          })),
        ]}
        onChange={(categoryId) => edit({ categoryId })}
        testId="bulk-category"
      />
      <SelectField
        label={t('products.tax')}
        value={texts.taxCategory}
        options={[keep, ...catalogue.taxCategories.map((value) => ({ value, label: categoryWords(t, value) }))]}
        onChange={(taxCategory) => edit({ taxCategory })}
        testId="bulk-tax"
      />
      {mayPrices && (
        <>
          <SelectField
            label={t('products.bulk.price')}
            value={texts.how}
            options={(['keep', 'percent', 'amount', 'set'] as const).map((value) => ({
              value,
              label: t(`products.bulk.how.${value}`),
            }))}
            onChange={(how) => edit({ how })}
            testId="bulk-how"
          />
          {texts.how !== 'keep' && (
            <>
              <Field
                label={t(`products.bulk.how.${texts.how}`)}
                hint={texts.how === 'set' ? undefined : t('products.bulk.minus')}
                wrong={wrong.price ? t('products.bulk.wrong') : null}
              >
                <div className={css.short}>
                  <TextField
                    label={t(`products.bulk.how.${texts.how}`)}
                    value={texts.price}
                    inputMode="decimal"
                    maxLength={12}
                    onText={(price) => edit({ price })}
                    data-testid="bulk-price"
                  />
                </div>
              </Field>
              {texts.how !== 'set' && (
                <Field
                  label={t('products.bulk.ending')}
                  hint={t('products.bulk.endingHint')}
                  wrong={wrong.ending ? t('products.bulk.wrong') : null}
                >
                  <div className={css.short}>
                    <TextField
                      label={t('products.bulk.ending')}
                      value={texts.ending}
                      inputMode="decimal"
                      maxLength={4}
                      onText={(ending) => edit({ ending })}
                      data-testid="bulk-ending"
                    />
                  </div>
                </Field>
              )}
              <SelectField
                label={t('products.bulk.store')}
                value={texts.storeId}
                options={[
                  { value: '', label: t('products.bulk.allStores') },
                  ...catalogue.stores.map(({ storeId, name }) => ({ value: storeId, label: name })),
                ]}
                onChange={(storeId) => edit({ storeId })}
                testId="bulk-store"
              />
              <PriceWhen
                time={texts}
                timeZone={timeZone}
                hint={texts.when === 'later' ? t('products.bulk.laterHint') : undefined}
                isWrong={wrong.from}
                onTime={edit}
              />
            </>
          )}
        </>
      )}
      <Field
        label={t('products.minimumAge')}
        hint={t('products.bulk.ageHint')}
        wrong={wrong.age ? t('products.bulk.wrong') : null}
      >
        <div className={css.short}>
          <TextField
            label={t('products.minimumAge')}
            value={texts.age}
            inputMode="numeric"
            maxLength={2}
            onText={(age) => edit({ age })}
            data-testid="bulk-age"
          />
        </div>
      </Field>
      <SelectField
        label={t('products.status')}
        value={texts.archived}
        options={[
          { value: 'keep', label: keep.label },
          { value: 'yes', label: t('products.bulk.archive') },
          { value: 'no', label: t('products.bulk.unarchive') },
        ]}
        onChange={(archived) => edit({ archived })}
        testId="bulk-archived"
      />
      {places.length > 0 && (
        <SelectField
          label={t('places.home')}
          value={texts.place}
          options={[
            keep,
            { value: 'none', label: t('places.nowhere') },
            ...places.map(({ placeId, name }) => ({ value: placeId, label: name })),
          ]}
          onChange={(place) => edit({ place })}
          testId="bulk-place"
        />
      )}
      <SelectField
        label={t('pictures.title')}
        value={texts.pictures}
        options={[keep, { value: 'none', label: t('pictures.none') }, ...sources]}
        onChange={(pictures) => edit({ pictures })}
        testId="bulk-pictures"
      />
    </div>
  );
}
