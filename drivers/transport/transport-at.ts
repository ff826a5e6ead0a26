import type { ByteTransport } from './byte-line.ts';
import { type ParsedAddress, readAddress } from './device-address.ts';
import { SerialTransport } from './serial.ts';
import { SpoolerTransport } from './spooler.ts';
import { TcpTransport } from './tcp.ts';
import { UsbNodeTransport } from './usb-node.ts';

export type FoundTransport = { ok: true; transport: ByteTransport } | { ok: false; message: string };

/** What carries bytes to a `DeviceAddress`; what is wrong with it is said in one sentence. A HID device takes reports, not bytes. */
export function transportAt(address: string): FoundTransport {
  const read = readAddress(address);
  if (!read.ok) return read;
  const transport = transportFor(read.address);
  return transport ? { ok: true, transport } : { ok: false, message: `${address}: a HID device carries no bytes` };
}

function transportFor(address: ParsedAddress): ByteTransport | null {
  switch (address.kind) {
    case 'tcp':
      return new TcpTransport(address.host, address.port);
    case 'serial':
      return new SerialTransport(address.path, address.settings);
    case 'usb':
      return new UsbNodeTransport(address.path);
    case 'spooler':
      return new SpoolerTransport(address.queue);
    case 'hid':
      return null;
  }
}
