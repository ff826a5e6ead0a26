import { useCallback, useEffect, useRef, useState } from 'react';
import type { DeviceSettings, WedgeSettings } from '#contracts/ipc/devices.ts';
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
  /** Lets scanners that type work by other settings for now; null goes back to those that are kept. */
  tryWedge(settings: WedgeSettings | null): void;
}

/** The register's hardware settings, as the host keeps them. */
export function useDeviceSettings(): KeptSettings {
  const { host, keys } = useTill();
  const [settings, setSettings] = useState<DeviceSettings | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const wedge = useRef<WedgeSettings | null>(null);

  useEffect(() => {
    host.call('devices.settings', {}).then(
      (answer) => {
        wedge.current = answer.settings.wedge;
        setSettings(answer.settings);
      },
      (error) => setFault({ code: 'host-unreachable', detail: String(error) }),
    );
  }, [host]);

  const save = useCallback(
    async (changed: DeviceSettings): Promise<Fault | null> => {
      const answer = await attempt(host, 'devices.configure', { settings: changed });
      if (!answer.ok) return answer.fault;
      wedge.current = changed.wedge;
      keys.configure(changed.wedge);
      setSettings(changed);
      return null;
    },
    [host, keys],
  );

  const tryWedge = useCallback(
    (tried: WedgeSettings | null): void => {
      const used = tried ?? wedge.current;
      if (used) keys.configure(used);
    },
    [keys],
  );

  return { settings, fault, save, tryWedge };
}

/** What is set up at most once, and can be taken away again. */
export type RemovableKind = 'printer' | 'labelPrinter' | 'drawer' | 'lineDisplay' | 'customerWindow' | 'scale';

/** The same settings with nothing set up of a kind. */
export function withoutDevice(settings: DeviceSettings, kind: RemovableKind): DeviceSettings {
  return { ...settings, [kind]: null };
}
