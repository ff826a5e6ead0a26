import {
  formatAddress,
  type ParsedAddress,
  readAddress,
  type SerialSettings,
} from '#drivers/transport/device-address.ts';

/** How a device hangs on the till. */
export type Connection = 'tcp' | 'serial' | 'usb' | 'spooler' | 'hid';

/** An address while a person enters it. */
export interface AddressDraft {
  connection: Connection;
  /** Host name or number in the network, the port's or device's path, or the queue's name. */
  place: string;
  /** Of the network: as typed. */
  port: string;
  serial: SerialSettings;
  /** What else the address says of the device. */
  options: Readonly<Record<string, string>>;
}

/** `missing`: nothing was entered yet, which is no mistake. */
export type DraftedAddress =
  | { ok: true; address: string }
  | { ok: false; reason: 'missing' | 'host' | 'port' | 'path' | 'queue' };

/** Where raw bytes are taken (AppSocket, JetDirect). */
const RAW_PORT = '9100';
const EIGHT_BITS: SerialSettings = { baud: 9600, data: 8, parity: 'none', stop: 1, flow: 'none' };

/** A draft with nothing entered yet. */
export function emptyDraft(connection: Connection, serial: Partial<SerialSettings> = {}): AddressDraft {
  return { connection, place: '', port: RAW_PORT, serial: { ...EIGHT_BITS, ...serial }, options: {} };
}

/** An address taken apart for a person to change; one that can't be read gives a draft with nothing entered. */
export function draftOf(address: string, empty: AddressDraft): AddressDraft {
  const read = readAddress(address);
  if (!read.ok) return empty;
  const { address: parsed, options } = read;
  const draft = { ...empty, connection: parsed.kind, options };
  switch (parsed.kind) {
    case 'tcp':
      return { ...draft, place: parsed.host, port: String(parsed.port) };
    case 'serial':
      return { ...draft, place: parsed.path, serial: /\?/.test(address) ? parsed.settings : empty.serial };
    case 'usb':
    case 'hid':
      return { ...draft, place: parsed.path };
    case 'spooler':
      return { ...draft, place: parsed.queue };
  }
}

/** The `DeviceAddress` that a draft comes to, or which part of it is wrong. */
export function addressOf({ connection, place: typed, port, serial, options }: AddressDraft): DraftedAddress {
  const place = typed.trim();
  if (place === '') return { ok: false, reason: 'missing' };
  switch (connection) {
    case 'tcp': {
      const number = Number(port.trim());
      if (!/^\d{1,5}$/.test(port.trim()) || number < 1 || number > 65_535) return { ok: false, reason: 'port' };
      const host = place.replace(/^\[(.*)\]$/, '$1');
      return !isHost(host) ? wrong('host') : proven({ kind: 'tcp', host, port: number }, options, 'host');
    }
    case 'serial':
      if (place.includes('?')) return wrong('path');
      return proven({ kind: 'serial', path: place, settings: serial }, options, 'path');
    case 'usb':
      return place.includes('?') ? wrong('path') : proven({ kind: 'usb', path: place }, options, 'path');
    case 'hid':
      return proven({ kind: 'hid', path: place }, options, 'path');
    case 'spooler':
      return proven({ kind: 'spooler', queue: place }, options, 'queue');
  }
}

/** A name, or a number that is one: four parts of up to 255, or IPv6. */
function isHost(host: string): boolean {
  if (/[\s/?#@]/.test(host)) return false;
  if (!/^[\d.]+$/.test(host)) return true;
  const parts = host.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

/** Only what reads back is an address. */
function proven(
  parsed: ParsedAddress,
  options: AddressDraft['options'],
  reason: 'host' | 'path' | 'queue',
): DraftedAddress {
  const address = formatAddress(parsed, options);
  return readAddress(address).ok ? { ok: true, address } : wrong(reason);
}

function wrong(reason: 'host' | 'path' | 'queue'): DraftedAddress {
  return { ok: false, reason };
}
