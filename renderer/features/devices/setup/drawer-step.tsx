import { LockOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DrawerSettings } from '#contracts/ipc/devices.ts';
import { DEVICE_DEFAULTS } from '#contracts/ipc/devices.ts';
import { Task } from '#renderer/app/task.tsx';
import { useDeviceTest } from '#renderer/features/devices/use-device-test.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Question } from './question.tsx';
import css from './setup.module.css';
import type { StepProps } from './setup-guide.tsx';

/** Opens the cash drawer, by the other pin too where the first moves nothing. */
export function DrawerStep({ title, settings, settle, fault, onBack, onDone }: StepProps & { onDone: () => void }) {
  const { t } = useTranslation();
  const testing = useDeviceTest();
  const [drawer, setDrawer] = useState(settings.drawer ?? DEVICE_DEFAULTS.drawer);
  const [opened, setOpened] = useState<boolean | null>(null);
  const [tried, setTried] = useState(0);

  async function pulse(chosen: DrawerSettings): Promise<void> {
    setDrawer(chosen);
    setOpened(null);
    const outcome = await testing.run('drawer', { ...settings, drawer: chosen });
    if (outcome.ok) setTried(tried + 1);
  }

  const pulsed = testing.outcome?.ok === true;
  return (
    <Task
      title={title}
      hint={t('devices.setup.drawerHint')}
      onBack={onBack}
      fault={testing.outcome?.ok === false ? testing.outcome.fault : fault}
      next={{
        words: t('devices.setup.next'),
        disabled: opened !== true,
        onPress: () => settle({ ...settings, drawer }, onDone),
        testId: 'setup-next',
      }}
      testId="setup-drawer"
    >
      <div className={css.pulse}>
        <Action
          icon={LockOpen}
          size="lg"
          disabled={testing.busy || drawer === null}
          onClick={() => drawer && void pulse(drawer)}
          data-testid="setup-pulse"
        >
          {t('devices.test.drawer')}
        </Action>
        <Action
          tone="quiet"
          onClick={() => settle({ ...settings, drawer: null }, onDone)}
          data-testid="setup-no-drawer"
        >
          {t('devices.setup.noDrawer')}
        </Action>
      </div>
      {pulsed && (
        <Question
          text={t('devices.setup.questions.drawer')}
          answer={opened}
          onAnswer={setOpened}
          testId="answer-drawer"
        />
      )}
      {opened === false && drawer?.by === 'printer' && (
        <Notice
          tone="warn"
          code="remedy-pin"
          title={t('devices.setup.remedies.pin')}
          next={t(tried > 1 ? 'devices.setup.remediesNext.cable' : 'devices.setup.remediesNext.pin')}
        >
          <Action
            onClick={() => void pulse({ ...drawer, pin: drawer.pin === 2 ? 5 : 2 })}
            data-testid="setup-other-pin"
          >
            {t('devices.setup.otherPin', { pin: drawer.pin === 2 ? 5 : 2 })}
          </Action>
        </Notice>
      )}
      {opened === false && drawer?.by === 'serial' && (
        <Notice
          tone="warn"
          code="remedy-cable"
          title={t('devices.setup.remedies.pin')}
          next={t('devices.setup.remediesNext.cable')}
        />
      )}
    </Task>
  );
}
