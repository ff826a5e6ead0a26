import { lineDisplayFor } from '#drivers/display/transport/line-display-for.ts';
import { labelPrinterFor } from '#drivers/label/transport/label-printer-for.ts';
import { hostRasterizer } from '#drivers/printer/transport/canvas-rasterizer.ts';
import { scaleFor } from '#drivers/scale/transport/scale-for.ts';
import type { ByteTransport } from '#drivers/transport/byte-line.ts';
import { transportAt } from '#drivers/transport/transport-at.ts';
import type { DeviceDrivers } from './device-drivers.ts';

/** The drivers of real devices. */
export const REAL_DRIVERS: DeviceDrivers = {
  scale: (settings) => scaleFor(settings, at(settings.address)),
  lineDisplay: (settings) => lineDisplayFor(settings, at(settings.address)),
  labelPrinter: (settings) => labelPrinterFor(settings, at(settings.address), hostRasterizer),
};

/** Settings are checked before a driver is made of them: an address that means nothing is a mistake of ours. */
function at(address: string): ByteTransport {
  const found = transportAt(address);
  if (!found.ok) throw new Error(found.message);
  return found.transport;
}
