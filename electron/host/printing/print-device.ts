import type { HostInput } from '#contracts/ipc/host.ts';
import { type Drawer, printerDrawer } from '#drivers/drawer/drawer.ts';
import type { Printer } from '#drivers/printer/printer.ts';
import { encodeEscPos } from '#drivers/printer/protocol/escpos-encode.ts';
import { profileOf } from '#drivers/printer/protocol/printer-profile.ts';
import { printerFor } from '#drivers/printer/transport/printer-for.ts';

/** A receipt printer with the drawer on its connector, and what turns receipts into its bytes. */
export interface PrintDevice {
  printer: Pick<Printer, 'print'>;
  drawer: Pick<Drawer, 'open'>;
  encode(document: HostInput<'printer.enqueue'>['document']): Uint8Array;
}

/** The device at an address; null when the address means none. */
export function printDeviceAt(url: string): PrintDevice | null {
  const printer = printerFor(url);
  if (!printer) return null;
  return {
    printer,
    drawer: printerDrawer(printer),
    encode: (document) => encodeEscPos(document, profileOf(document.widthMm)),
  };
}
