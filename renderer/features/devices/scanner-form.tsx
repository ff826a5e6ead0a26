import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeviceForm, type DeviceFormProps } from './device-form.tsx';
import { freeName, scannerDraft, scannerOf } from './scanner-draft.ts';
import { ScannerFields } from './scanner-fields.tsx';

/** A scanner on a serial line or in USB HID POS mode; `scannerId` null for one more. */
export function ScannerForm({ settings, save, onBack, scannerId }: DeviceFormProps & { scannerId: string | null }) {
  const { t } = useTranslation();
  const kept = settings.scanners.find((each) => each.scannerId === scannerId) ?? null;
  const others = settings.scanners.filter((each) => each !== kept);
  const [draft, setDraft] = useState(() =>
    scannerDraft(
      kept,
      freeName(settings.scanners, (number) => t('devices.scanner.numbered', { number })),
    ),
  );
  const scanner = scannerOf(draft);
  return (
    <DeviceForm
      title={t('devices.names.scanner')}
      hint={t('devices.scanner.hint')}
      draft={scanner && { ...settings, scanners: [...others, scanner] }}
      save={save}
      onBack={onBack}
      testId="scanner-form"
    >
      <ScannerFields draft={draft} onDraft={setDraft} />
    </DeviceForm>
  );
}
