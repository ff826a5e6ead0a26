import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { Task } from '#renderer/app/task.tsx';
import { ScanTest } from '#renderer/features/devices/scan-test.tsx';
import { freeName, scannerDraft, scannerOf } from '#renderer/features/devices/scanner-draft.ts';
import { ScannerFields } from '#renderer/features/devices/scanner-fields.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import type { StepProps } from './setup-guide.tsx';
import { TEST_BARCODE } from './test-barcode.ts';

interface ScannerStepProps extends StepProps {
  status: HostStatus;
  config: RegisterConfig;
  onDone: () => void;
}

/** Scans the barcode of the test page; a scanner that does not type is added here first. */
export function ScannerStep({ title, settings, settle, fault, onBack, status, config, onDone }: ScannerStepProps) {
  const { t } = useTranslation();
  const [read, setRead] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const name = freeName(settings.scanners, (number) => t('devices.scanner.numbered', { number }));
  const [draft, setDraft] = useState(() => scannerDraft(null, name));
  const scanner = scannerOf(draft);

  return (
    <Task
      title={title}
      hint={t(settings.printer === null ? 'devices.setup.scanAny' : 'devices.setup.scanHint')}
      onBack={onBack}
      fault={fault}
      next={{
        words: t(read === null ? 'devices.setup.noScanner' : 'devices.setup.next'),
        onPress: onDone,
        testId: 'setup-next',
      }}
      testId="setup-scanner"
    >
      <ScanTest status={status} config={config} onScan={({ text }) => setRead(text)} meaning={false} />
      {read !== null && settings.printer !== null && (
        <Notice
          tone={read === TEST_BARCODE ? 'ok' : 'info'}
          code={read === TEST_BARCODE ? 'scan-right' : 'scan-other'}
          title={t(read === TEST_BARCODE ? 'devices.setup.scanRight' : 'devices.setup.scanOther')}
        />
      )}
      {adding ? (
        <>
          <ScannerFields draft={draft} onDraft={setDraft} />
          <div>
            <Action
              icon={Plus}
              disabled={scanner === null}
              onClick={() =>
                scanner && settle({ ...settings, scanners: [...settings.scanners, scanner] }, () => setAdding(false))
              }
              data-testid="setup-scanner-save"
            >
              {t('devices.setup.useScanner')}
            </Action>
          </div>
        </>
      ) : (
        <div>
          <Action
            onClick={() => {
              setDraft(scannerDraft(null, name));
              setAdding(true);
            }}
            data-testid="setup-scanner-add"
          >
            {t('devices.setup.otherScanner')}
          </Action>
        </div>
      )}
    </Task>
  );
}
