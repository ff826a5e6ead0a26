import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelPrinterSettings } from '#contracts/ipc/devices.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field, NumberField, wholeWithin } from '#renderer/ui/field.tsx';
import { addressOf, draftOf, emptyDraft } from './address-draft.ts';
import { AnswersField } from './answers-field.tsx';
import { ConnectionField } from './connection-field.tsx';
import { DeviceForm, type DeviceFormProps } from './device-form.tsx';
import css from './devices.module.css';

const LANGUAGES = ['zpl', 'escpos'] as const;
/** Dots per millimetre, and what makers call them. */
const DENSITIES = [
  { dotsPerMm: 6, dpi: 150 },
  { dotsPerMm: 8, dpi: 203 },
  { dotsPerMm: 12, dpi: 300 },
  { dotsPerMm: 24, dpi: 600 },
] as const;
const WIDTH_MM = [20, 110] as const;
const HEIGHT_MM = [10, 200] as const;

/** The printer of shelf and price labels: its language, and the labels in it. */
export function LabelPrinterForm({ settings, save, onBack }: DeviceFormProps) {
  const { t } = useTranslation();
  const kept = settings.labelPrinter;
  const [language, setLanguage] = useState<LabelPrinterSettings['language']>(kept?.language ?? 'zpl');
  const [width, setWidth] = useState(String(kept?.widthMm ?? 57));
  const [height, setHeight] = useState(String(kept?.heightMm ?? 32));
  const [dotsPerMm, setDotsPerMm] = useState<LabelPrinterSettings['dotsPerMm']>(kept?.dotsPerMm ?? 8);
  const [at, setAt] = useState(() => (kept ? draftOf(kept.address, emptyDraft('tcp')) : emptyDraft('tcp')));
  const drafted = addressOf(at);
  const widthMm = wholeWithin(width, ...WIDTH_MM);
  const heightMm = wholeWithin(height, ...HEIGHT_MM);
  const labelPrinter: LabelPrinterSettings | null =
    drafted.ok && widthMm !== null && heightMm !== null
      ? { address: drafted.address, language, widthMm, heightMm, dotsPerMm }
      : null;
  return (
    <DeviceForm
      title={t('devices.names.label-printer')}
      draft={labelPrinter && { ...settings, labelPrinter }}
      save={save}
      onBack={onBack}
      test="label-printer"
      testId="label-printer-form"
    >
      <ConnectionField connections={['tcp', 'usb', 'serial', 'spooler']} inNetwork draft={at} onDraft={setAt} />
      <Field label={t('devices.label.language')}>
        <Choices
          label={t('devices.label.language')}
          value={language}
          options={LANGUAGES.map((value) => ({ value, label: t(`devices.label.languages.${value}`) }))}
          onChange={(value) => setLanguage(value === 'escpos' ? 'escpos' : 'zpl')}
          testId="label-language"
        />
      </Field>
      <div className={css.pair}>
        <NumberField
          label={t('devices.label.width')}
          value={width}
          onText={setWidth}
          wrong={widthMm === null ? t('devices.between', { least: WIDTH_MM[0], most: WIDTH_MM[1] }) : null}
          testId="label-width"
        />
        <NumberField
          label={t('devices.label.height')}
          value={height}
          onText={setHeight}
          wrong={heightMm === null ? t('devices.between', { least: HEIGHT_MM[0], most: HEIGHT_MM[1] }) : null}
          testId="label-height"
        />
      </div>
      <Field label={t('devices.label.density')} hint={t('devices.label.densityHint')}>
        <Choices
          label={t('devices.label.density')}
          value={String(dotsPerMm)}
          options={DENSITIES.map((each) => ({
            value: String(each.dotsPerMm),
            label: t('devices.label.dpi', { dpi: each.dpi }),
          }))}
          onChange={(value) => {
            const chosen = DENSITIES.find((each) => String(each.dotsPerMm) === value);
            if (chosen) setDotsPerMm(chosen.dotsPerMm);
          }}
          testId="label-density"
        />
      </Field>
      {language === 'escpos' && <AnswersField draft={at} onDraft={setAt} />}
    </DeviceForm>
  );
}
