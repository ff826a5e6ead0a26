import type { LabelPrinterSettings, LineDisplaySettings, ScaleSettings } from '#contracts/ipc/devices.ts';
import type { LineDisplay } from '#drivers/display/line-display.ts';
import type { LabelPrinter } from '#drivers/label/label-printer.ts';
import type { Scale } from '#drivers/scale/scale.ts';

/** What makes a driver of settings whose address has been checked. */
export interface DeviceDrivers {
  scale(settings: ScaleSettings): Scale;
  lineDisplay(settings: LineDisplaySettings): LineDisplay | null;
  labelPrinter(settings: LabelPrinterSettings): LabelPrinter | null;
}
