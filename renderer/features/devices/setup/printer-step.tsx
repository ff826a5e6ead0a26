import { useTranslation } from 'react-i18next';
import { Task } from '#renderer/app/task.tsx';
import { type PrinterDraft, printerOf } from '#renderer/features/devices/printer-draft.ts';
import { PrinterFields } from '#renderer/features/devices/printer-fields.tsx';
import { useDeviceTest } from '#renderer/features/devices/use-device-test.ts';
import { Action } from '#renderer/ui/action.tsx';
import type { StepProps } from './setup-guide.tsx';

interface PrinterStepProps extends StepProps {
  draft: PrinterDraft;
  onDraft: (draft: PrinterDraft) => void;
  /** The printer took the test page. */
  onPrinted: () => void;
  /** There is no printer at this register. */
  onNone: () => void;
}

/** Finds the receipt printer, and prints a test page on it. */
export function PrinterStep({ title, settings, fault, onBack, draft, onDraft, onPrinted, onNone }: PrinterStepProps) {
  const { t } = useTranslation();
  const testing = useDeviceTest();
  const printer = printerOf(draft);

  async function print(): Promise<void> {
    if (!printer) return;
    const outcome = await testing.run('printer', { ...settings, printer });
    if (outcome.ok) onPrinted();
  }

  return (
    <Task
      title={title}
      hint={t('devices.setup.printerHint')}
      onBack={onBack}
      fault={testing.outcome?.ok === false ? testing.outcome.fault : fault}
      next={{
        words: t(testing.busy ? 'devices.testing' : 'devices.setup.printPage'),
        disabled: printer === null || testing.busy,
        onPress: () => void print(),
        testId: 'setup-print',
      }}
      testId="setup-printer"
    >
      <PrinterFields draft={draft} onDraft={onDraft} />
      <div>
        <Action tone="quiet" onClick={onNone} data-testid="setup-no-printer">
          {t('devices.setup.noPrinter')}
        </Action>
      </div>
    </Task>
  );
}
