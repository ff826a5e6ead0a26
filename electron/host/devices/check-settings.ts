import { DEVICE_DEFAULTS, type DeviceName, type DeviceSettings, type PrinterSettings } from '#contracts/ipc/devices.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import { PRINTER_MODELS } from '#drivers/printer/protocol/models.ts';
import { printerAt } from '#drivers/printer/transport/printer-for.ts';
import { type ParsedAddress, readAddress } from '#drivers/transport/device-address.ts';

type Kind = ParsedAddress['kind'];
const LINES: readonly Kind[] = ['tcp', 'serial', 'usb', 'spooler'];
/** What answers, or has to be kept open: no spooler. */
const DIRECT: readonly Kind[] = ['tcp', 'serial'];

/** A device of which no driver can be made as it is set up. */
export interface RefusedDevice {
  device: DeviceName;
  deviceId: string;
  fault: Fault;
}

/** Every device that something is wrong with beyond the form of its settings; a drawer at a printer that is refused is too. */
export function refusedDevices(settings: DeviceSettings): RefusedDevice[] {
  const { printer, labelPrinter, drawer, scanners, lineDisplay, scale } = settings;
  const one = (device: DeviceName, fault: Fault | null, deviceId: string = device): RefusedDevice[] =>
    fault ? [{ device, deviceId, fault }] : [];
  const printerRefused = printer && printerFault(printer);
  const drawerRefused = drawer?.by === 'serial' ? addressFault(drawer.address, DIRECT) : drawer && printerRefused;
  return [
    ...one('printer', printerRefused),
    ...one('drawer', drawerRefused),
    ...one('label-printer', labelPrinter && lineFault(labelPrinter.address)),
    ...one('line-display', lineDisplay && addressFault(lineDisplay.address, [...DIRECT, 'usb'])),
    ...one('scale', scale && addressFault(scale.address, DIRECT)),
    ...scanners.flatMap(({ scannerId, address, kind }) =>
      one('scanner', addressFault(address, kind === 'hid' ? ['hid'] : DIRECT), scannerId),
    ),
  ];
}

/** The settings without the devices that are refused. */
export function withoutRefused(settings: DeviceSettings): DeviceSettings {
  const refused = refusedDevices(settings);
  const fine = <T>(device: DeviceName, set: T): T | null => (refused.some((one) => one.device === device) ? null : set);
  return {
    ...settings,
    printer: fine('printer', settings.printer),
    drawer: fine('drawer', settings.drawer),
    labelPrinter: fine('label-printer', settings.labelPrinter),
    lineDisplay: fine('line-display', settings.lineDisplay),
    scale: fine('scale', settings.scale),
    scanners: settings.scanners.filter(({ scannerId }) => !refused.some(({ deviceId }) => deviceId === scannerId)),
  };
}

/** What is wrong with settings that shall take the place of others; what was refused before and stays as it is does not count. */
export function settingsFault(settings: DeviceSettings, before: DeviceSettings = DEVICE_DEFAULTS): Fault | null {
  if (distinctScanners(settings).repeated.length > 0) return { code: 'device-scanner-repeated' };
  const unchanged = (refused: RefusedDevice): boolean =>
    JSON.stringify(partOf(settings, refused)) === JSON.stringify(partOf(before, refused));
  return refusedDevices(settings).find((refused) => !unchanged(refused))?.fault ?? null;
}

/** The settings with each scanner's name once, and the names that were there again. */
export function distinctScanners(settings: DeviceSettings): { settings: DeviceSettings; repeated: string[] } {
  const ids = settings.scanners.map(({ scannerId }) => scannerId);
  const isFirst = (id: string, at: number): boolean => ids.indexOf(id) === at;
  return {
    settings: { ...settings, scanners: settings.scanners.filter(({ scannerId }, at) => isFirst(scannerId, at)) },
    repeated: ids.filter((id, at) => !isFirst(id, at)),
  };
}

/** What a device's settings say, a drawer's with the printer that may open it. */
function partOf(
  { printer, drawer, scanners, ...others }: DeviceSettings,
  { device, deviceId }: RefusedDevice,
): unknown {
  switch (device) {
    case 'printer':
      return printer;
    case 'drawer':
      return [printer, drawer];
    case 'label-printer':
      return others.labelPrinter;
    case 'line-display':
      return others.lineDisplay;
    case 'scale':
      return others.scale;
    case 'scanner':
      return scanners.find(({ scannerId }) => scannerId === deviceId);
  }
}

function printerFault({ address, model }: PrinterSettings): Fault | null {
  if (!Object.hasOwn(PRINTER_MODELS, model)) return { code: 'device-model-unknown', detail: model };
  return lineFault(address);
}

/** Of a printer's address. */
function lineFault(address: string): Fault | null {
  const fault = addressFault(address, LINES);
  if (fault) return fault;
  const found = printerAt(address);
  return found.ok ? null : { code: 'device-address-invalid', detail: found.message };
}

function addressFault(text: string, kinds: readonly Kind[]): Fault | null {
  const read = readAddress(text);
  if (!read.ok) return { code: 'device-address-invalid', detail: read.message };
  if (!kinds.includes(read.address.kind)) {
    return { code: 'device-address-invalid', detail: `${text}: expected is ${kinds.join(', ')}` };
  }
  return null;
}
