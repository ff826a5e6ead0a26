import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceSettings } from '#contracts/ipc/devices.ts';
import type { Fault, HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { DeviceFormProps } from '#renderer/features/devices/device-form.tsx';
import { printerDraft } from '#renderer/features/devices/printer-draft.ts';
import { DoneStep } from './done-step.tsx';
import { DrawerStep } from './drawer-step.tsx';
import { PageStep } from './page-step.tsx';
import { PrinterStep } from './printer-step.tsx';
import { ScannerStep } from './scanner-step.tsx';

interface SetupGuideProps extends DeviceFormProps {
  status: HostStatus;
  config: RegisterConfig;
}

/** What every step is given: its heading, the settings so far, and the ways on and back. */
export interface StepProps {
  title: string;
  settings: DeviceSettings;
  /** Keeps what the step settled; where it is refused, the step stays and says why. */
  settle: (settings: DeviceSettings, then: () => void) => void;
  fault: Fault | null;
  onBack: () => void;
}

const STEPS = ['printer', 'page', 'drawer', 'scanner', 'done'] as const;
type Step = (typeof STEPS)[number];

/** Leads through setting up: printer, its test page, drawer, scanner, and a test receipt with what is set up. */
export function SetupGuide({ settings, save, onBack, status, config }: SetupGuideProps) {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>('printer');
  const [draft, setDraft] = useState(() => printerDraft(settings.printer));
  const [fault, setFault] = useState<Fault | null>(null);

  function go(next: Step): void {
    setFault(null);
    setStep(next);
  }

  async function keep(changed: DeviceSettings, then: () => void): Promise<void> {
    const refused = await save(changed);
    setFault(refused);
    if (!refused) then();
  }

  const shared = (back: Step | null): StepProps => ({
    title: t('devices.setup.title', {
      step: STEPS.indexOf(step) + 1,
      of: STEPS.length,
      name: t(`devices.setup.steps.${step}`),
    }),
    settings,
    settle: (changed, then) => void keep(changed, then),
    fault,
    onBack: () => (back === null ? onBack() : go(back)),
  });

  return content();

  function content(): ReactNode {
    switch (step) {
      case 'printer':
        return (
          <PrinterStep
            {...shared(null)}
            draft={draft}
            onDraft={setDraft}
            onPrinted={() => go('page')}
            onNone={() => go('scanner')}
          />
        );
      case 'page':
        return <PageStep {...shared('printer')} draft={draft} onDraft={setDraft} onRight={() => go('drawer')} />;
      case 'drawer':
        return <DrawerStep {...shared('page')} onDone={() => go('scanner')} />;
      case 'scanner':
        return (
          <ScannerStep
            {...shared(settings.printer === null ? 'printer' : 'drawer')}
            status={status}
            config={config}
            onDone={() => go('done')}
          />
        );
      case 'done':
        return (
          <DoneStep
            {...shared('scanner')}
            status={status}
            config={config}
            onDone={() => onBack(t('devices.setup.finished'))}
          />
        );
    }
  }
}
