import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineDisplaySettings } from '#contracts/ipc/devices.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { addressOf, draftOf, emptyDraft } from './address-draft.ts';
import { ConnectionField } from './connection-field.tsx';
import { DeviceForm, type DeviceFormProps } from './device-form.tsx';

const LANGUAGES = ['escpos', 'cd5220'] as const;
const COLUMNS = [16, 20, 40] as const;

/** The two-line display that faces the customer. */
export function LineDisplayForm({ settings, save, onBack }: DeviceFormProps) {
  const { t } = useTranslation();
  const kept = settings.lineDisplay;
  const [language, setLanguage] = useState<LineDisplaySettings['language']>(kept?.language ?? 'escpos');
  const [columns, setColumns] = useState<LineDisplaySettings['columns']>(kept?.columns ?? 20);
  const [at, setAt] = useState(() => (kept ? draftOf(kept.address, emptyDraft('serial')) : emptyDraft('serial')));
  const drafted = addressOf(at);
  const lineDisplay = drafted.ok ? { address: drafted.address, language, columns } : null;
  return (
    <DeviceForm
      title={t('devices.names.line-display')}
      draft={lineDisplay && { ...settings, lineDisplay }}
      save={save}
      onBack={onBack}
      test="line-display"
      testId="line-display-form"
    >
      <ConnectionField connections={['serial', 'usb', 'tcp']} draft={at} onDraft={setAt} />
      <Field label={t('devices.display.language')} hint={t('devices.display.languageHint')}>
        <Choices
          label={t('devices.display.language')}
          value={language}
          options={LANGUAGES.map((value) => ({ value, label: t(`devices.display.languages.${value}`) }))}
          onChange={(value) => setLanguage(value === 'cd5220' ? 'cd5220' : 'escpos')}
          testId="display-language"
        />
      </Field>
      <Field label={t('devices.display.width')}>
        <Choices
          label={t('devices.display.width')}
          value={String(columns)}
          options={COLUMNS.map((count) => ({ value: String(count), label: t('devices.display.columns', { count }) }))}
          onChange={(value) => setColumns(COLUMNS.find((each) => String(each) === value) ?? 20)}
          testId="display-columns"
        />
      </Field>
    </DeviceForm>
  );
}
