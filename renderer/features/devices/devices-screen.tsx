import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShiftProps } from '#renderer/app/at-till.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { CustomerWindowForm } from './customer-window-form.tsx';
import css from './devices.module.css';
import { DevicesList, type DeviceTask } from './devices-list.tsx';
import { DrawerForm } from './drawer-form.tsx';
import { LabelPrinterForm } from './label-printer-form.tsx';
import { LineDisplayForm } from './line-display-form.tsx';
import { PrinterForm } from './printer-form.tsx';
import { ScaleForm } from './scale-form.tsx';
import { ScannerForm } from './scanner-form.tsx';
import { SetupGuide } from './setup/setup-guide.tsx';
import { useDeviceSettings } from './use-device-settings.ts';
import { VirtualCounter } from './virtual-counter/virtual-counter.tsx';
import { WedgeForm } from './wedge-form.tsx';

interface DevicesScreenProps extends ShiftProps {
  top: ReactNode;
  /** Begins with the guide. */
  guided: boolean;
  onLeave: () => void;
}

/** The register's hardware: what is set up and how it is, setting up each device, and the guide through all of it. */
export function DevicesScreen({ status, config, top, guided, onLeave }: DevicesScreenProps) {
  const { t } = useTranslation();
  const { settings, fault, save, tryWedge } = useDeviceSettings();
  const [task, setTask] = useState<DeviceTask | null>(guided ? { kind: 'setup' } : null);
  const [done, setDone] = useState<string | null>(null);

  function begin(chosen: DeviceTask): void {
    setDone(null);
    setTask(chosen);
  }

  function back(saved?: string): void {
    setDone(saved ?? null);
    setTask(null);
  }

  return (
    <Page title={t('devices.title')} top={top}>
      <div className={css.screen}>{content()}</div>
    </Page>
  );

  function content(): ReactNode {
    if (!settings) return fault && <Notice {...errorWords(t, fault.code)} />;
    const shared = { settings, save, onBack: back };
    switch (task?.kind) {
      case undefined:
        return <DevicesList {...{ settings, save, status, config, done }} onTask={begin} onLeave={onLeave} />;
      case 'setup':
        return <SetupGuide {...shared} status={status} config={config} />;
      case 'printer':
        return <PrinterForm {...shared} />;
      case 'drawer':
        return <DrawerForm {...shared} state={status.devices.find(({ device }) => device === 'drawer')} />;
      case 'wedge':
        return <WedgeForm {...shared} status={status} config={config} tryWedge={tryWedge} />;
      case 'scanner':
        return <ScannerForm {...shared} scannerId={task.scannerId} />;
      case 'scale':
        return <ScaleForm {...shared} />;
      case 'line-display':
        return <LineDisplayForm {...shared} />;
      case 'customer-window':
        return <CustomerWindowForm {...shared} />;
      case 'label-printer':
        return <LabelPrinterForm {...shared} />;
      case 'virtual-counter':
        return <VirtualCounter {...{ status, config }} url={status.counterUrl ?? ''} onBack={() => back()} />;
    }
  }
}
