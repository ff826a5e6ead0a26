import { useCallback, useEffect, useState } from 'react';
import type { DeviceSettings } from '#contracts/ipc/devices.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { useTill } from '#renderer/app/till-context.tsx';

export interface KeptSettings {
  /** Null until the host has told them. */
  settings: DeviceSettings | null;
  /** Why they could not be read. */
  fault: Fault | null;
  /** Keeps and uses other settings; says what is wrong with them, and then nothing has changed. */
  save(settings: DeviceSettings): Promise<Fault | null>;
}

/** The register's hardware settings, as the host keeps them. */
export function useDeviceSettings(): KeptSettings {
  const { host, keys } = useTill();
  const [settings, setSettings] = useState<DeviceSettings | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);

  useEffect(() => {
    host.call('devices.settings', {}).then(
      (answer) => setSettings(answer.settings),
      (error) => setFault({ code: 'host-unreachable', detail: String(error) }),
    );
  }, [host]);

  const save = useCallback(
    async (changed: DeviceSettings): Promise<Fault | null> => {
      const answer = await attempt(host, 'devices.configure', { settings: changed });
      if (!answer.ok) return answer.fault;
      keys.configure(changed.wedge);
      setSettings(changed);
      return null;
    },
    [host, keys],
  );

  return { settings, fault, save };
}

/** What is set up at most once, and can be taken away again. */
export type RemovableKind = 'printer' | 'labelPrinter' | 'drawer' | 'lineDisplay' | 'customerWindow' | 'scale';

/** The same settings with nothing set up of a kind. */
export function withoutDevice(settings: DeviceSettings, kind: RemovableKind): DeviceSettings {
  return { ...settings, [kind]: null };
}
