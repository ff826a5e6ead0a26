import { useTranslation } from 'react-i18next';
import { currencyDigits } from '#contracts/settings/money-faults.ts';
import { receiptLanguages } from '#contracts/settings/receipt-languages.ts';
import { Field } from '#renderer/ui/field.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { FormPart } from './form-part.ts';
import { LinesField } from './lines-field.tsx';
import { currencyOptions, localeOptions, timeZoneOptions } from './locale-options.ts';
import { PostageFields } from './postage-fields.tsx';
import css from './settings.module.css';

/** Who the store is, where it is, and when its day begins. */
export function BusinessTab({ draft, edit, wrong, onBad, fixed }: FormPart) {
  const { t, i18n } = useTranslation();
  const { receipts } = draft;
  const waits = fixed.day ? t('settings.waitsForShifts') : undefined;

  /** Receipts follow the store's language as long as theirs is the same. */
  function speak(language: string): void {
    const languages = receiptLanguages(receipts.languages, draft.language, language);
    edit({ language, receipts: { ...receipts, languages } });
  }
  return (
    <div className={sheet.columns}>
      <section className={sheet.section}>
        <Field label={t('settings.fields.name')} wrong={wrong('name')}>
          <TextField
            label={t('settings.fields.name')}
            value={draft.name}
            maxLength={100}
            aria-invalid={wrong('name') ? true : undefined}
            onText={(name) => edit({ name })}
            data-testid="store-name"
          />
        </Field>
        <Field label={t('settings.fields.legalName')} hint={t('opening.business.legalNameHint')}>
          <TextField
            label={t('settings.fields.legalName')}
            value={draft.legalName ?? ''}
            maxLength={100}
            onText={(legalName) => edit({ legalName })}
            data-testid="store-legal-name"
          />
        </Field>
        <LinesField
          label={t('settings.fields.address')}
          lines={draft.address}
          most={6}
          onLines={(address) => edit({ address })}
          testId="store-address"
        />
        <Field label={t('settings.fields.taxNumber')} hint={t('settings.taxNumberHint')}>
          <TextField
            label={t('settings.fields.taxNumber')}
            value={draft.taxNumber}
            maxLength={40}
            onText={(taxNumber) => edit({ taxNumber })}
            data-testid="store-tax-number"
          />
        </Field>
      </section>
      <section className={sheet.section}>
        <SelectField
          label={t('settings.fields.currency')}
          value={draft.currency.code}
          options={currencyOptions(i18n.language)}
          disabled={fixed.currency}
          hint={fixed.currency ? t('settings.currencyFixed') : undefined}
          wrong={wrong('currency')}
          onChange={(code) => edit({ currency: { code, digits: currencyDigits(code) ?? 2 } })}
          testId="store-currency"
        />
        <SelectField
          label={t('settings.fields.language')}
          value={draft.language}
          options={localeOptions(draft.language, i18n.language)}
          hint={t('settings.languageHint')}
          wrong={wrong('language')}
          onChange={speak}
          testId="store-language"
        />
        <SelectField
          label={t('settings.fields.timeZone')}
          value={draft.timeZone}
          options={timeZoneOptions(draft.timeZone)}
          disabled={fixed.day}
          hint={waits}
          wrong={wrong('timeZone')}
          onChange={(timeZone) => edit({ timeZone })}
          testId="store-time-zone"
        />
        <Field
          label={t('settings.fields.dayStartsAt')}
          hint={waits ?? t('settings.dayStartsHint')}
          wrong={wrong('dayStartsAt')}
        >
          <div className={css.short}>
            <TextField
              maxLength={5}
              label={t('settings.fields.dayStartsAt')}
              value={draft.dayStartsAt}
              disabled={fixed.day}
              onText={(dayStartsAt) => edit({ dayStartsAt })}
              data-testid="store-day-starts"
            />
          </div>
        </Field>
      </section>
      <PostageFields draft={draft} edit={edit} onBad={onBad} />
    </div>
  );
}
