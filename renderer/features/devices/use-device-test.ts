import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceName, DeviceSettings } from '#contracts/ipc/devices.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { useTill } from '#renderer/app/till-context.tsx';

/** How a test went; `said` is what the device answered, a weight for example. */
export type TestOutcome = { ok: true; said?: string | undefined } | { ok: false; fault: Fault };

export interface DeviceTest {
  busy: boolean;
  outcome: TestOutcome | null;
  run(device: DeviceName, settings: DeviceSettings, deviceId?: string): Promise<TestOutcome>;
  forget(): void;
}

/** Tries a device with the settings given, which need not be kept. */
export function useDeviceTest(): DeviceTest {
  const { host } = useTill();
  const { i18n } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<TestOutcome | null>(null);
  return {
    busy,
    outcome,
    async run(device, settings, deviceId) {
      setBusy(true);
      setOutcome(null);
      const answer = await attempt(host, 'devices.test', {
        device,
        settings,
        language: i18n.language,
        ...(deviceId === undefined ? {} : { deviceId }),
      });
      const told: TestOutcome = answer.ok ? { ok: true, said: answer.said } : { ok: false, fault: answer.fault };
      setBusy(false);
      setOutcome(told);
      return told;
    },
    forget: () => setOutcome(null),
  };
}
