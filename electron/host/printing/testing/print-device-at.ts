import { printerAt } from '#drivers/printer/transport/printer-for.ts';
import { type PrintDevice, printDevice } from '#electron/host/printing/print-device.ts';

/** The device at an address, of no model, with the usual drawer; null when the address means none. */
export function printDeviceAt(address: string): PrintDevice | null {
  const found = printerAt(address);
  if (!found.ok) return null;
  return printDevice({ address, model: 'generic-80' }, { by: 'printer', pin: 2, openLevel: 'high' });
}
