import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeviceForm, type DeviceFormProps } from './device-form.tsx';
import { printerDraft, printerOf } from './printer-draft.ts';
import { PrinterFields } from './printer-fields.tsx';

/** The receipt printer: where it is, its model, its paper. */
export function PrinterForm({ settings, save, onBack }: DeviceFormProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => printerDraft(settings.printer));
  const printer = printerOf(draft);
  return (
    <DeviceForm
      title={t('devices.names.printer')}
      draft={printer && { ...settings, printer }}
      save={save}
      onBack={onBack}
      test="printer"
      testId="printer-form"
    >
      <PrinterFields draft={draft} onDraft={setDraft} />
    </DeviceForm>
  );
}
