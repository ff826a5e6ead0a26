import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { Task } from '#renderer/app/task.tsx';
import { ScanTest } from '#renderer/features/devices/scan-test.tsx';
import css from './counter.module.css';
import { DisplayCard, LabelCard, PrinterCard, ScaleCard, ScannerCard } from './counter-cards.tsx';
import { useCounter } from './use-counter.ts';

interface VirtualCounterProps {
  status: HostStatus;
  config: RegisterConfig;
  /** The address of the counter's own page. */
  url: string;
  onBack: () => void;
}

/** The virtual devices that this till was started with: what they show, what can be done with them, and the trouble they can make. */
export function VirtualCounter({ status, config, url, onBack }: VirtualCounterProps) {
  const { t } = useTranslation();
  const { state, fault, act } = useCounter();
  return (
    <Task title={t('counter.title')} onBack={onBack} fault={fault} testId="virtual-counter">
      <p className={css.lead}>
        {t('counter.lead')} <b data-selectable>{url}</b>
      </p>
      {state && (
        <div className={css.counter}>
          <div className={css.column}>
            <PrinterCard printer={state.printer} act={act} />
          </div>
          <div className={css.column}>
            <ScanTest status={status} config={config} />
            <ScannerCard scanner={state.scanner} act={act} />
            <ScaleCard scale={state.scale} act={act} />
            <DisplayCard display={state.lineDisplay} act={act} />
            <LabelCard labels={state.labelPrinter} act={act} />
          </div>
        </div>
      )}
    </Task>
  );
}
