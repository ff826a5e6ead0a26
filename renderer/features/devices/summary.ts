import type { TFunction } from 'i18next';
import type { DeviceName, DeviceSettings } from '#contracts/ipc/devices.ts';
import {
  addressWords,
  drawerWords,
  labelPrinterWords,
  lineDisplayWords,
  printerWords,
  scaleWords,
} from './device-words.ts';

/** A device that is set up, in words. */
export interface SetUpDevice {
  device: DeviceName;
  deviceId: string;
  name: string;
  set: string;
}

/** Every device that is set up and whose state the host tells. */
export function setUpDevices(t: TFunction, settings: DeviceSettings): SetUpDevice[] {
  const { printer, drawer, scanners, scale, lineDisplay, labelPrinter } = settings;
  const one = (device: DeviceName, set: string | null): SetUpDevice[] =>
    set === null ? [] : [{ device, deviceId: device, name: t(`devices.names.${device}`), set }];
  const pulsed = drawer?.by === 'printer' && printer === null;
  return [
    ...one('printer', printer && printerWords(t, printer)),
    ...one('drawer', pulsed || !drawer ? null : drawerWords(t, drawer)),
    ...scanners.map(({ scannerId, address }) => ({
      device: 'scanner' as const,
      deviceId: scannerId,
      name: scannerId,
      set: addressWords(t, address),
    })),
    ...one('scale', scale && scaleWords(t, scale)),
    ...one('line-display', lineDisplay && lineDisplayWords(t, lineDisplay)),
    ...one('label-printer', labelPrinter && labelPrinterWords(t, labelPrinter)),
  ];
}
