import { useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { LANGUAGE_NAMES, LANGUAGES, nearestLanguage } from './i18n.ts';
import css from './screen-switches.module.css';
import { useTill } from './till-context.tsx';

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
    <Tabs
      label={t('more.language')}
      value={nearestLanguage([i18n.language])}
      options={LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] }))}
      onChange={(language) => preferences.update((current) => ({ ...current, language }))}
      testId="language"
    />
  );
}

export function SchemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Tabs
      label={t('more.scheme')}
      value={colorScheme}
      options={SCHEMES.map((scheme) => ({ value: scheme, label: t(`more.schemes.${scheme}`) }))}
      onChange={setColorScheme}
      testId="scheme"
    />
  );
}
