import { copyFile, rename } from 'node:fs/promises';
import { DEVICE_DEFAULTS, DeviceSettings } from '#contracts/ipc/devices.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import { readStored, writeStored } from '#electron/host/stored-file.ts';
import { distinctScanners } from './check-settings.ts';

export interface SettingsFile {
  value(): DeviceSettings;
  /** Set while what was kept could not be read, so that the hardware is as if never set up, or names two scanners alike. */
  fault(): Fault | null;
  /** Keeps new settings, durably; says why it could not. */
  save(settings: DeviceSettings): Promise<Fault | null>;
}

/** Opens `devices.json`. A damaged file is set aside beside it, for support, and told; one that names two scanners alike is copied, and costs the second. */
export async function openSettingsFile(file: string): Promise<SettingsFile> {
  const stored = await readStored(file, DeviceSettings).catch((error: Error) => ({
    found: 'damaged' as const,
    message: error.message,
  }));
  const { settings: kept, repeated } = distinctScanners(stored.found === 'value' ? stored.value : DEVICE_DEFAULTS);
  let value = kept;
  let fault: Fault | null = null;
  if (stored.found === 'damaged') {
    fault = { code: 'devices-file-damaged', detail: stored.message };
    await rename(file, `${file}.damaged`).catch(() => {});
  } else if (repeated.length > 0) {
    fault = { code: 'devices-file-damaged', detail: `scanner ${repeated.join(', ')} is there twice` };
    await copyFile(file, `${file}.damaged`).catch(() => {});
  }
  return {
    value: () => value,
    fault: () => fault,
    async save(settings) {
      try {
        await writeStored(file, settings);
      } catch (error) {
        return { code: 'storage-full', detail: (error as Error).message };
      }
      value = settings;
      fault = null;
      return null;
    },
  };
}
