import type { DeviceSettings } from '#contracts/ipc/devices.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import { PRINTER_MODELS } from '#drivers/printer/protocol/models.ts';
import { printerAt } from '#drivers/printer/transport/printer-for.ts';
import { type ParsedAddress, readAddress } from '#drivers/transport/device-address.ts';

type Kind = ParsedAddress['kind'];
const LINES: readonly Kind[] = ['tcp', 'serial', 'usb', 'spooler'];
/** What answers, or has to be kept open: no spooler. */
const DIRECT: readonly Kind[] = ['tcp', 'serial'];

/** What is wrong with settings beyond their form; null when nothing is. */
export function settingsFault(settings: DeviceSettings): Fault | null {
  const { printer, labelPrinter, drawer, scanners, lineDisplay, scale } = settings;
  if (printer && !Object.hasOwn(PRINTER_MODELS, printer.model)) {
    return { code: 'device-model-unknown', detail: printer.model };
  }
  const ids = new Set(scanners.map(({ scannerId }) => scannerId));
  if (ids.size < scanners.length) return { code: 'device-scanner-repeated' };
  const addresses: [string | undefined, readonly Kind[]][] = [
    [printer?.address, LINES],
    [labelPrinter?.address, LINES],
    [drawer?.by === 'serial' ? drawer.address : undefined, DIRECT],
    ...scanners.map(({ address, kind }): [string, readonly Kind[]] => [address, kind === 'hid' ? ['hid'] : DIRECT]),
    [lineDisplay?.address, [...DIRECT, 'usb']],
    [scale?.address, DIRECT],
  ];
  for (const [address, kinds] of addresses) {
    const fault = address === undefined ? null : addressFault(address, kinds);
    if (fault) return fault;
  }
  for (const address of [printer?.address, labelPrinter?.address]) {
    const found = address === undefined ? null : printerAt(address);
    if (found?.ok === false) return { code: 'device-address-invalid', detail: found.message };
  }
  return null;
}

/** Settings without the devices that something is wrong with, and what that is, each in one sentence. */
export function usableSettings(settings: DeviceSettings): { usable: DeviceSettings; wrong: string[] } {
  const { printer, labelPrinter, drawer, scanners, lineDisplay, scale } = settings;
  const wrong: string[] = [];
  let usable: DeviceSettings = {
    ...settings,
    printer: null,
    labelPrinter: null,
    drawer: null,
    scanners: [],
    lineDisplay: null,
    scale: null,
  };
  const take = (device: Partial<DeviceSettings>): void => {
    const next = { ...usable, ...device };
    const fault = settingsFault(next);
    if (fault) wrong.push(`${Object.keys(device).join()}: ${fault.detail ?? fault.code}`);
    else usable = next;
  };
  for (const device of [{ printer }, { labelPrinter }, { drawer }, { lineDisplay }, { scale }]) take(device);
  for (const scanner of scanners) take({ scanners: [...usable.scanners, scanner] });
  return { usable, wrong };
}

function addressFault(text: string, kinds: readonly Kind[]): Fault | null {
  const read = readAddress(text);
  if (!read.ok) return { code: 'device-address-invalid', detail: read.message };
  if (!kinds.includes(read.address.kind)) {
    return { code: 'device-address-invalid', detail: `${text}: expected is ${kinds.join(', ')}` };
  }
  return null;
}
