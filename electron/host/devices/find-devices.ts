import type { FoundDevice } from '#contracts/ipc/devices.ts';
import type { Fault, HostInput } from '#contracts/ipc/host.ts';
import { SCANNER_PAGE } from '#drivers/scanner/protocol/hid-pos.ts';
import { spoolerQueues } from '#drivers/transport/cups.ts';
import { findPrinters, ownSubnets } from '#drivers/transport/find-printers.ts';
import { listHid } from '#drivers/transport/hid.ts';
import { listPrinterNodes } from '#drivers/transport/list-printer-nodes.ts';
import { listSerialPorts } from '#drivers/transport/list-serial-ports.ts';

export type Where = HostInput<'devices.find'>['where'];
export type Found = { ok: true; found: FoundDevice[] } | { ok: false; fault: Fault };

export interface FindOptions {
  signal: AbortSignal;
  progress(done: number, total: number): void;
  /** Hosts to ask for port 9100; those of the machine's own private subnets when not said. */
  hosts?: readonly string[];
  port?: number;
}

/** Looks for devices in one place. */
export async function findDevices(where: Where, options: FindOptions): Promise<Found> {
  try {
    return { ok: true, found: await search(where, options) };
  } catch (error) {
    return { ok: false, fault: { code: 'device-search-failed', detail: (error as Error).message } };
  }
}

async function search(where: Where, options: FindOptions): Promise<FoundDevice[]> {
  switch (where) {
    case 'serial':
      return (await listSerialPorts()).map(({ path, name }) => ({ address: `serial:${path}`, name, device: null }));
    case 'usb':
      return (await listPrinterNodes()).map(({ path, name }) => ({ address: `usb:${path}`, name, device: 'printer' }));
    case 'hid':
      return (await listHid(SCANNER_PAGE)).map(({ address, name }) => ({
        address,
        name: name || address,
        device: 'scanner',
      }));
    case 'spooler':
      return (await spoolerQueues()).map((queue) => ({ address: `spooler:${queue}`, name: queue, device: null }));
    case 'network': {
      const { signal, progress, port, hosts = ownSubnets() } = options;
      const found = await findPrinters(hosts, { signal, progress, port });
      return found.map(({ address, name }) => ({ address, name, device: 'printer' }));
    }
  }
}
