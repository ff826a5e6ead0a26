import { Printer } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { Fault, HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { Task } from '#renderer/app/task.tsx';
import { useTill } from '#renderer/app/till-context.tsx';
import { paperWidth } from '#renderer/features/devices/device-words.ts';
import { wordedSight } from '#renderer/features/devices/sight-words.ts';
import { setUpDevices } from '#renderer/features/devices/summary.ts';
import { paperFormats } from '#renderer/features/receipts/receipt-formats.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './setup.module.css';
import type { StepProps } from './setup-guide.tsx';
import { testReceipt } from './test-receipt.ts';

interface DoneStepProps extends StepProps {
  status: HostStatus;
  config: RegisterConfig;
  onDone: () => void;
}

/** What the receipt says it costs, in minor units. */
const AMOUNT = 1234;

/** Prints a test receipt the way every receipt is printed, and shows what is set up. */
export function DoneStep({ title, settings, fault, onBack, status, config, onDone }: DoneStepProps) {
  const { t, i18n } = useTranslation();
  const { host } = useTill();
  const [jobId, setJobId] = useState(() => uuid());
  const [refused, setRefused] = useState<Fault | null>(null);
  const { printer } = settings;
  const devices = setUpDevices(t, settings);
  const job = status.printer.jobs.find((each) => each.jobId === jobId);

  async function print(id: string): Promise<void> {
    if (!printer) return;
    const { formatMoney, formatDate } = paperFormats(config);
    const document = testReceipt({
      language: i18n.language,
      widthMm: paperWidth(printer),
      storeName: config.store.name,
      registerName: config.register.name,
      at: formatDate(new Date().toISOString()),
      words: {
        title: t('devices.receipt.title'),
        notSale: t('devices.receipt.notSale'),
        register: t('receipt.register'),
        item: t('devices.receipt.item'),
        total: t('receipt.total'),
        works: t('devices.receipt.works'),
      },
      amount: formatMoney(AMOUNT),
      devices,
    });
    const answer = await attempt(host, 'printer.enqueue', {
      jobId: id,
      orderId: null,
      copy: 0,
      document,
      drawer: false,
    });
    setRefused(answer.ok ? null : answer.fault);
  }

  const begin = useEffectEvent(() => void print(jobId));
  useEffect(() => begin(), []);

  return (
    <Task
      title={title}
      onBack={onBack}
      fault={refused ?? fault}
      next={{ words: t('devices.setup.finish'), onPress: onDone, testId: 'setup-finish' }}
      testId="setup-done"
    >
      {job && (
        <div data-testid="setup-receipt" data-state={job.state}>
          {job.fault ? (
            <Notice {...errorWords(t, job.fault.code)} />
          ) : (
            <Notice
              tone={job.state === 'printed' ? 'ok' : 'info'}
              code={`receipt-${job.state}`}
              title={t(job.state === 'printed' ? 'devices.setup.receiptOut' : 'devices.setup.receiptComes')}
            />
          )}
        </div>
      )}
      <ul className={css.summary} aria-label={t('devices.setup.summary')} data-testid="setup-summary">
        {devices.map(({ device, deviceId, name, set }) => {
          const state = status.devices.find((each) => each.device === device && each.deviceId === deviceId);
          return (
            <li key={`${device} ${deviceId}`}>
              <span className={css.name}>{name}</span>
              <span className={css.set}>
                {set} · {wordedSight(t, state).words}
              </span>
            </li>
          );
        })}
        {devices.length === 0 && <li>{t('devices.setup.nothing')}</li>}
      </ul>
      {printer && (
        <div>
          <Action
            icon={Printer}
            onClick={() => {
              const next = uuid();
              setJobId(next);
              void print(next);
            }}
            data-testid="setup-receipt-again"
          >
            {t('devices.setup.receiptAgain')}
          </Action>
        </div>
      )}
    </Task>
  );
}
