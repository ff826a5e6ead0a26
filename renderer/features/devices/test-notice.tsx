import { useTranslation } from 'react-i18next';
import type { DeviceName } from '#contracts/ipc/devices.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import type { TestOutcome } from './use-device-test.ts';

/** How trying a device went. */
export function TestNotice({ device, outcome }: { device: DeviceName; outcome: TestOutcome }) {
  const { t } = useTranslation();
  if (!outcome.ok) {
    const { detail, code } = outcome.fault;
    const words = errorWords(t, code);
    return <Notice {...words} next={detail === undefined ? words.next : `${words.next} (${detail})`} />;
  }
  const title = outcome.said === undefined ? t(`devices.tested.${device}`) : t('devices.said', { said: outcome.said });
  return <Notice tone="ok" code={`tested-${device}`} title={title} />;
}
