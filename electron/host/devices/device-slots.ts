import type {
  DeviceSettings,
  DeviceState,
  LabelPrinterSettings,
  LineDisplaySettings,
  ScaleSettings,
} from '#contracts/ipc/devices.ts';
import type { LineDisplay } from '#drivers/display/line-display.ts';
import type { LabelPrinter } from '#drivers/label/label-printer.ts';
import type { Scale } from '#drivers/scale/scale.ts';
import type { DeviceDrivers } from './device-drivers.ts';
import { type DriverSlot, driverSlot } from './driver-slot.ts';
import type { ScannerKeeper } from './scanners.ts';

/** The drivers beside printer and drawer. */
export interface DeviceSlots {
  scale: DriverSlot<ScaleSettings, Scale>;
  display: DriverSlot<LineDisplaySettings, LineDisplay>;
  labels: DriverSlot<LabelPrinterSettings, LabelPrinter>;
  scanners: ScannerKeeper;
}

export function deviceSlots(drivers: DeviceDrivers, scanners: ScannerKeeper): DeviceSlots {
  return {
    scale: driverSlot(drivers.scale, (scale) => scale.close()),
    display: driverSlot(drivers.lineDisplay, (display) => display.close()),
    labels: driverSlot(drivers.labelPrinter, () => {}),
    scanners,
  };
}

export function followSettings(slots: DeviceSlots, settings: DeviceSettings): void {
  slots.scale.follow(settings.scale);
  slots.display.follow(settings.lineDisplay);
  slots.labels.follow(settings.labelPrinter);
  slots.scanners.configure(settings.scanners);
}

/** What is set up, and what is known of it. */
export function slotStates(slots: DeviceSlots, settings: DeviceSettings, faults: SlotFaults): DeviceState[] {
  const state = (device: keyof SlotFaults, configured: unknown, unmade: DeviceState['fault']): DeviceState[] => {
    const fault = unmade ?? faults[device];
    return configured ? [{ device, deviceId: device, state: fault ? 'fault' : 'idle', fault }] : [];
  };
  return [
    ...state('label-printer', settings.labelPrinter, slots.labels.fault()),
    ...state('line-display', settings.lineDisplay, slots.display.fault()),
    ...state('scale', settings.scale, slots.scale.fault()),
    ...slots.scanners.states(),
  ];
}

/** What went wrong when each was last used. */
export type SlotFaults = Record<'label-printer' | 'line-display' | 'scale', DeviceState['fault']>;

export function closeSlots(slots: DeviceSlots): void {
  slots.scale.close();
  slots.display.close();
  slots.labels.close();
  slots.scanners.close();
}
