import { Play } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceName, DeviceSettings } from '#contracts/ipc/devices.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import { Task } from '#renderer/app/task.tsx';
import { Action } from '#renderer/ui/action.tsx';
import css from './devices.module.css';
import { TestNotice } from './test-notice.tsx';
import type { KeptSettings } from './use-device-settings.ts';
import { useDeviceTest } from './use-device-test.ts';

/** What every form of the page is given. */
export interface DeviceFormProps {
  settings: DeviceSettings;
  save: KeptSettings['save'];
  /** Back to the page; with words when something was saved. */
  onBack: (saved?: string) => void;
}

interface FrameProps {
  title: string;
  hint?: string;
  /** The settings as they would be; null while something is missing or wrong. */
  draft: DeviceSettings | null;
  save: KeptSettings['save'];
  onBack: (saved?: string) => void;
  /** What can be tried before it is saved. */
  test?: DeviceName;
  children: ReactNode;
  testId: string;
}

/** Setting up one device: its fields, a try with them, and saving, which takes effect at once. */
export function DeviceForm({ title, hint, draft, save, onBack, test, children, testId }: FrameProps) {
  const { t } = useTranslation();
  const [fault, setFault] = useState<Fault | null>(null);
  const [saving, setSaving] = useState(false);
  const testing = useDeviceTest();

  async function keep(changed: DeviceSettings): Promise<void> {
    setSaving(true);
    const refused = await save(changed);
    setSaving(false);
    setFault(refused);
    if (!refused) onBack(t('devices.saved', { name: title }));
  }

  return (
    <Task
      title={title}
      hint={hint}
      onBack={() => onBack()}
      fault={fault}
      next={{
        words: t('devices.save'),
        disabled: draft === null || saving,
        onPress: () => draft && void keep(draft),
        testId: 'device-save',
      }}
      testId={testId}
    >
      {children}
      {test && (
        <div className={css.test}>
          <Action
            icon={Play}
            disabled={draft === null || testing.busy}
            onClick={() => draft && void testing.run(test, draft)}
            data-testid="device-test"
          >
            {t(testing.busy ? 'devices.testing' : `devices.test.${test}`)}
          </Action>
          {testing.outcome && <TestNotice device={test} outcome={testing.outcome} />}
        </div>
      )}
    </Task>
  );
}
