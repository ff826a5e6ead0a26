import { useTranslation } from 'react-i18next';
import type { CategoryListAnswer } from '#contracts/http/catalogue.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { categoryWords } from '#renderer/app/category-words.ts';
import { LANGUAGES, nearestLanguage } from '#renderer/app/i18n.ts';
import { localName } from '#renderer/app/local-name.ts';
import { Field } from '#renderer/ui/field.tsx';
import selectCss from '#renderer/ui/select.module.css';
import { SelectField } from '#renderer/ui/select-field.tsx';
import css from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import { languageName } from './field-words.ts';
import type { SectionProps } from './form-parts.ts';
import { NET_UNITS } from './product-draft.ts';

const UNITS = ['each', 'kg', 'm'] as const;

interface BasicsProps extends SectionProps {
  config: RegisterConfig;
  catalogue: CategoryListAnswer;
  isNew: boolean;
}

/** What a product is called in every language, where it belongs and how it is sold. */
export function BasicsSection({ draft, wrong, edit, config, catalogue, isNew }: BasicsProps) {
  const { t, i18n } = useTranslation();
  const tags = [...new Set([...LANGUAGES, ...Object.keys(draft.names), ...Object.keys(draft.descriptions)])];
  const own = nearestLanguage([config.store.language]);
  const translated = tags.filter((tag) => tag !== own || draft.names[tag] !== undefined);
  const categories = catalogue.categories.map(({ category }) => ({
    value: category.categoryId,
    label: localName(category, i18n.language),
  }));
  const taxes = [...new Set([...catalogue.taxCategories, ...(draft.taxCategory === '' ? [] : [draft.taxCategory])])];
  return (
    <section className={css.section}>
      <Field label={t('products.name')} wrong={wrong('name')}>
        <TextField
          label={t('products.name')}
          value={draft.name}
          maxLength={500}
          onText={(name) => edit({ name })}
          data-testid="product-name"
        />
      </Field>
      {translated.map((tag) => {
        const label = t('products.fields.names', { language: languageName(tag, i18n.language) });
        return (
          <Field key={tag} label={label}>
            <TextField
              label={label}
              value={draft.names[tag] ?? ''}
              maxLength={500}
              lang={tag}
              placeholder={draft.name}
              onText={(text) => edit({ names: { ...draft.names, [tag]: text } })}
              data-testid={`product-name-${tag}`}
            />
          </Field>
        );
      })}
      <div className={css.pair}>
        <SelectField
          label={t('products.category')}
          value={draft.categoryId}
          options={[{ value: '', label: t('products.newCategory') }, ...categories]}
          wrong={draft.categoryId === '' ? null : wrong('category')}
          onChange={(categoryId) => edit({ categoryId })}
          testId="product-category"
        />
        {draft.categoryId === '' && (
          <Field label={t('products.newCategoryName')} wrong={wrong('category')}>
            <TextField
              label={t('products.newCategoryName')}
              value={draft.newCategory}
              maxLength={500}
              onText={(newCategory) => edit({ newCategory })}
              data-testid="product-new-category"
            />
          </Field>
        )}
        <SelectField
          label={t('products.tax')}
          value={draft.taxCategory}
          options={taxes.map((value) => ({ value, label: categoryWords(t, value) }))}
          wrong={wrong('tax')}
          onChange={(taxCategory) => edit({ taxCategory })}
          testId="product-tax"
        />
        <SelectField
          label={t('products.unit')}
          value={draft.unit}
          options={UNITS.map((value) => ({ value, label: t(`products.units.${value}`) }))}
          hint={isNew ? undefined : t('products.unitFixed')}
          disabled={!isNew}
          onChange={(unit) => edit({ unit })}
          testId="product-unit"
        />
        <Field label={t('products.net')} hint={t('products.netHint')} wrong={wrong('net')}>
          <div className={css.beside}>
            <TextField
              label={t('products.net')}
              value={draft.net}
              inputMode="numeric"
              maxLength={10}
              onText={(net) => edit({ net })}
              data-testid="product-net"
            />
            <select
              className={selectCss.select}
              aria-label={t('products.netUnit')}
              value={draft.netUnit}
              onChange={(event) => {
                const netUnit = NET_UNITS.find((one) => one === event.currentTarget.value);
                if (netUnit) edit({ netUnit });
              }}
            >
              {NET_UNITS.map((unit) => (
                <option key={unit} value={unit}>
                  {t(`products.netUnits.${unit}`)}
                </option>
              ))}
            </select>
          </div>
        </Field>
      </div>
      {tags.map((tag) => {
        const label = t('products.fields.descriptions', { language: languageName(tag, i18n.language) });
        return (
          <Field key={tag} label={label}>
            <textarea
              className={css.area}
              aria-label={label}
              value={draft.descriptions[tag] ?? ''}
              lang={tag}
              rows={2}
              maxLength={5000}
              onChange={(event) => edit({ descriptions: { ...draft.descriptions, [tag]: event.currentTarget.value } })}
              data-testid={`product-description-${tag}`}
            />
          </Field>
        );
      })}
    </section>
  );
}
