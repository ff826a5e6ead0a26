import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { categoryWords } from '#renderer/app/category-words.ts';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './settings.module.css';
import type { RateDraft, TaxDraft } from './tax-draft.ts';

interface TaxCategoriesProps {
  draft: TaxDraft;
  /** Categories that products have. */
  used: readonly string[];
  onCategories: (categories: TaxDraft['categories']) => void;
  wrong: (at: string) => string | null;
}

/** Each tax category with its rates; without any it is exempt. */
export function TaxCategories({ draft: { categories }, used, onCategories, wrong }: TaxCategoriesProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const added = name.trim();
  const isTaken = categories.some(({ category }) => category === added);

  function setRates(category: string, rates: readonly RateDraft[]): void {
    onCategories(categories.map((one) => (one.category === category ? { category, rates } : one)));
  }
  return (
    <>
      {categories.map(({ category, rates }) => (
        <div key={category} className={css.card} data-testid="tax-category" data-category={category}>
          <div className={css.row}>
            <span className={css.words}>
              <strong>{categoryWords(t, category)}</strong>
              <span className={css.hint}>
                {used.includes(category) ? t('settings.taxes.used') : t('settings.taxes.unused')}
              </span>
            </span>
            <Action
              tone="quiet"
              icon={Plus}
              onClick={() => setRates(category, [...rates, { code: '', name: '', percent: '' }])}
              data-testid="rate-add"
            >
              {t('settings.taxes.rateAdd')}
            </Action>
            <IconAction
              tone="quiet"
              icon={X}
              label={t('settings.takeOut', { name: categoryWords(t, category) })}
              disabled={used.includes(category)}
              onClick={() => onCategories(categories.filter((one) => one.category !== category))}
              data-testid="tax-category-remove"
            />
          </div>
          {rates.length === 0 && <p className={css.hint}>{t('settings.taxes.exempt')}</p>}
          {placed(rates).map(({ rate, index }) => (
            <RateFields
              key={index}
              at={`rates.${category}.${index}`}
              category={category}
              rate={rate}
              wrong={wrong}
              onRate={(next) => setRates(category, next === null ? rates.toSpliced(index, 1) : rates.with(index, next))}
            />
          ))}
          {wrong(`rates.${category}`) && <p className={css.wrong}>{wrong(`rates.${category}`)}</p>}
        </div>
      ))}
      <div className={css.add}>
        <Field label={t('settings.taxes.categoryAdd')} wrong={isTaken ? t('error.text-repeated.title') : null}>
          <TextField
            label={t('settings.taxes.categoryAdd')}
            value={name}
            maxLength={40}
            onText={setName}
            data-testid="tax-category-name"
          />
        </Field>
        <Action
          icon={Plus}
          disabled={added === '' || isTaken}
          onClick={() => {
            onCategories([...categories, { category: added, rates: [] }]);
            setName('');
          }}
          data-testid="tax-category-add"
        >
          {t('settings.add')}
        </Action>
      </div>
    </>
  );
}

/** Rates have nothing but their place to be told by while they are typed. */
function placed(rates: readonly RateDraft[]): { rate: RateDraft; index: number }[] {
  return rates.map((rate, index) => ({ rate, index }));
}

interface RateFieldsProps {
  at: string;
  category: string;
  rate: RateDraft;
  wrong: (at: string) => string | null;
  /** Null takes it out. */
  onRate: (rate: RateDraft | null) => void;
}

function RateFields({ at, category, rate, wrong, onRate }: RateFieldsProps) {
  const { t } = useTranslation();
  const fields = [
    ['code', 'code', 4],
    ['name', 'name', 60],
    ['percent', 'ratePpm', 9],
  ] as const;
  const first = fields.map(([, path]) => wrong(`${at}.${path}`)).find((words) => words !== null);
  return (
    <>
      <div className={css.rate} data-testid="tax-rate">
        {fields.map(([field, path, most]) => (
          <Field key={field} label={t(`settings.taxes.rate.${field}`)}>
            <TextField
              label={t('settings.taxes.rateOf', {
                field: t(`settings.taxes.rate.${field}`),
                category: categoryWords(t, category),
              })}
              value={rate[field]}
              maxLength={most}
              inputMode={field === 'percent' ? 'decimal' : 'text'}
              aria-invalid={wrong(`${at}.${path}`) ? true : undefined}
              onText={(text) => onRate({ ...rate, [field]: text })}
              data-testid={`rate-${field}`}
            />
          </Field>
        ))}
        <IconAction
          tone="quiet"
          icon={X}
          label={t('settings.takeOut', { name: rate.name || rate.code })}
          onClick={() => onRate(null)}
          data-testid="rate-remove"
        />
      </div>
      {first && (
        <p className={css.wrong} role="alert">
          {first}
        </p>
      )}
    </>
  );
}
