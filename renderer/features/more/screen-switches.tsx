import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isLanguage, LANGUAGE_NAMES, LANGUAGES } from '#renderer/app/i18n.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import css from './screen-switches.module.css';

const SCHEMES = ['auto', 'light', 'dark'] as const;

/** Switches the language and the colours of the screen, at once. */
export function ScreenSwitches() {
  return (
    <div className={css.switches}>
      <LanguageSwitch />
      <SchemeSwitch />
    </div>
  );
}

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const { preferences } = useTill();
  return (
    <SegmentedControl
      className={css.control ?? ''}
      size="md"
      aria-label={t('more.language')}
      data-testid="language"
      value={i18n.language}
      onChange={(language) => {
        if (isLanguage(language)) preferences.update((current) => ({ ...current, language }));
      }}
      data={LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] }))}
    />
  );
}

export function SchemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      className={css.control ?? ''}
      size="md"
      aria-label={t('more.scheme')}
      data-testid="scheme"
      value={colorScheme}
      onChange={(value) => {
        const scheme = SCHEMES.find((known) => known === value);
        if (scheme) setColorScheme(scheme);
      }}
      data={SCHEMES.map((scheme) => ({ value: scheme, label: t(`more.schemes.${scheme}`) }))}
    />
  );
}
