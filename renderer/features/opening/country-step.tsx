import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { COUNTRY_PRESETS, presetOf } from '#domain/country/presets.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import type { DraftStepProps } from './draft-parts.ts';
import css from './opening.module.css';
import { withCountry, withScheme } from './shop-draft.ts';

/** Where the shop is: most of the rest follows from it. */
export function CountryStep({ draft, onEdit, onDraft }: DraftStepProps) {
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  const countries = useMemo(() => namedCountries(language), [language]);
  const preset = presetOf(draft.country);
  const languages = useMemo(
    () => languagesOf(draft.country, draft.language, language),
    [draft.country, draft.language, language],
  );
  const schemes = preset?.tax.schemes ?? [];
  return (
    <>
      <p className={css.lead}>{t('opening.country.lead')}</p>
      <div className={css.pair}>
        <SelectField
          label={t('opening.country.country')}
          value={draft.country}
          options={countries}
          onChange={(country) => onDraft(withCountry(draft, country, language))}
          testId="opening-country"
        />
        {schemes.length > 0 && (
          <SelectField
            label={t(schemes.length > 2 ? 'opening.country.region' : 'opening.country.scheme')}
            value={draft.schemeId ?? ''}
            options={schemes.map(({ schemeId, name, names }) => ({
              value: schemeId,
              label: names?.[language] ?? name,
            }))}
            onChange={(schemeId) => onDraft(withScheme(draft, schemeId))}
            testId="opening-scheme"
          />
        )}
        <SelectField
          label={t('opening.country.language')}
          hint={t('opening.country.languageHint')}
          value={draft.language}
          options={languages}
          onChange={(chosen) => onEdit({ language: chosen })}
          testId="opening-language"
        />
      </div>
      {preset && preset.fiscal.duty !== 'none' && (
        <Notice
          tone="warn"
          code={`fiscal-${preset.fiscal.duty}`}
          title={t(`opening.fiscal.${preset.fiscal.duty}.title`, { scheme: preset.fiscal.scheme })}
          next={`${t(`opening.fiscal.${preset.fiscal.duty}.next`)}${preset.fiscal.partly ? ` ${t('opening.fiscal.partly')}` : ''}`}
        />
      )}
      {preset && (
        <p className={css.source}>
          {t('opening.sources')} {preset.tax.source}
          {preset.fiscal.source !== '' && `; ${preset.fiscal.source}`}
        </p>
      )}
    </>
  );
}

function namedCountries(language: string) {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  const order = new Intl.Collator(language);
  return COUNTRY_PRESETS.map(({ country }) => ({ value: country, label: names.of(country) ?? country })).sort((a, b) =>
    order.compare(a.label, b.label),
  );
}

/** The country's languages, and those in which the till's words exist, as they are written there. */
function languagesOf(country: string, chosen: string, language: string) {
  const names = new Intl.DisplayNames([language], { type: 'language' });
  const tags = [...(presetOf(country)?.languages ?? []), `en-${country}`, 'zh-CN', chosen];
  return [...new Set(tags)].map((tag) => ({ value: tag, label: names.of(tag) ?? tag }));
}
