import { Laptop, Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault, HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { SetupGuide } from '#renderer/features/devices/setup/setup-guide.tsx';
import { useDeviceSettings } from '#renderer/features/devices/use-device-settings.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './opening.module.css';

interface PrinterStepProps {
  status: HostStatus;
  config: RegisterConfig;
  onDone: (isSetUp: boolean) => void;
}

/** The devices: found and tested by their own guide, or all of the virtual counter at once where there is one. */
export function PrinterStep({ status, config, onDone }: PrinterStepProps) {
  const { t } = useTranslation();
  const { host } = useTill();
  const { settings, fault, save } = useDeviceSettings();
  const [failed, setFailed] = useState<Fault | null>(null);
  const [virtual, setVirtual] = useState(false);
  const [own, setOwn] = useState(false);

  async function takeCounter(): Promise<void> {
    if (!settings) return;
    setFailed(null);
    const told = await attempt(host, 'counter.settings', {});
    if (!told.ok) return setFailed(told.fault);
    const refused = await save({ ...settings, ...told.devices });
    setFailed(refused);
    setVirtual(refused === null);
  }

  if (settings && own && !virtual) {
    return (
      <div className={css.guided}>
        <SetupGuide
          settings={settings}
          save={save}
          status={status}
          config={config}
          onBack={(finished) => (finished === undefined ? setOwn(false) : onDone(status.printer.configured))}
        />
      </div>
    );
  }
  const wrong = failed ?? fault;
  return (
    <>
      {wrong && <Notice {...errorWords(t, wrong.code)} />}
      {virtual ? (
        <Notice tone="ok" code="opening-counter-set" title={t('opening.printer.counterSet')}>
          <Action tone="next" size="lg" onClick={() => onDone(true)} data-testid="opening-printer-next">
            {t('opening.next')}
          </Action>
        </Notice>
      ) : (
        <div className={css.ways}>
          <section className={css.way}>
            <h2 className={css.wayTitle}>{t('opening.printer.own')}</h2>
            <p>{t('opening.printer.ownText')}</p>
            <Action
              tone="next"
              size="lg"
              icon={Printer}
              disabled={!settings}
              onClick={() => setOwn(true)}
              data-testid="opening-devices"
            >
              {t('opening.printer.useOwn')}
            </Action>
          </section>
          {status.counterUrl !== undefined && (
            <section className={css.way}>
              <h2 className={css.wayTitle}>{t('opening.printer.counter')}</h2>
              <p>{t('opening.printer.counterText', { url: status.counterUrl })}</p>
              <Action
                size="lg"
                icon={Laptop}
                disabled={!settings}
                onClick={() => void takeCounter()}
                data-testid="opening-counter"
              >
                {t('opening.printer.useCounter')}
              </Action>
            </section>
          )}
        </div>
      )}
    </>
  );
}
