/** How a serial line is set: speed, frame and flow control. */
export interface SerialSettings {
  /** Bits a second. */
  baud: number;
  data: 7 | 8;
  parity: 'none' | 'even' | 'odd';
  stop: 1 | 2;
  /** Who holds the sender back: nobody, the RTS and CTS wires, or the characters XON and XOFF. */
  flow: 'none' | 'rtscts' | 'xonxoff';
}

export type ParsedAddress =
  | { kind: 'tcp'; host: string; port: number }
  | { kind: 'serial'; path: string; settings: SerialSettings }
  | { kind: 'usb'; path: string }
  | { kind: 'spooler'; queue: string }
  | { kind: 'hid'; path: string };

export type ReadAddress =
  | { ok: true; address: ParsedAddress; options: Readonly<Record<string, string>> }
  | { ok: false; message: string };

/** Printers take raw bytes there (AppSocket, JetDirect). */
const RAW_PORT = 9100;
const SERIAL_DEFAULTS: SerialSettings = { baud: 9600, data: 8, parity: 'none', stop: 1, flow: 'none' };
/** A queue's name as CUPS allows it (lpadmin(8)): no spaces, `/` or `#`; and none that would be taken for an option. */
const QUEUE = /^[^\s/#-][^\s/#]{0,126}$/;

/**
 * Reads a `DeviceAddress`: `tcp://host:port` (9100 when left out), `serial:PATH?baud=9600&data=8&parity=none&stop=1&flow=none`,
 * `usb:PATH`, `spooler:QUEUE`, `hid:PATH`. What else the query (of all but `spooler` and `hid`) says is in `options`, for whom it concerns. What is wrong is said
 * in one sentence, for support.
 */
export function readAddress(text: string): ReadAddress {
  const [scheme = '', ...rest] = text.split(':');
  const place = rest.join(':');
  const [before = '', query = ''] = place.split(/\?(.*)/s);
  const options = Object.fromEntries(new URLSearchParams(query));
  switch (scheme) {
    case 'tcp':
      return tcp(text, options);
    case 'serial':
      return serial(before, options);
    case 'usb':
    case 'hid': {
      // Windows has `?` in the paths of HID devices.
      const [path, said] = scheme === 'usb' ? [before, options] : [place, {}];
      if (path === '' || !printable(path)) return wrong(`${text}: the path of the device is missing`);
      return { ok: true, address: { kind: scheme, path }, options: said };
    }
    case 'spooler':
      if (!QUEUE.test(place) || !printable(place)) return wrong(`${text}: that is not the name of a printer queue`);
      return { ok: true, address: { kind: 'spooler', queue: place }, options: {} };
    default:
      return wrong(`${text}: expected is tcp://HOST:PORT, serial:PORT?baud=9600, usb:PATH, spooler:QUEUE or hid:PATH`);
  }
}

/** An address as text, which reads back the same; of `spooler` and `hid` without options, which they can't have. */
export function formatAddress(address: ParsedAddress, options: Readonly<Record<string, string>> = {}): string {
  const said = new URLSearchParams(options).toString();
  const query = said === '' ? '' : `?${said}`;
  switch (address.kind) {
    case 'tcp':
      return `tcp://${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}${query}`;
    case 'serial': {
      const { baud, data, parity, stop, flow } = address.settings;
      const more = said === '' ? '' : `&${said}`;
      return `serial:${address.path}?baud=${baud}&data=${data}&parity=${parity}&stop=${stop}&flow=${flow}${more}`;
    }
    case 'spooler':
      return `spooler:${address.queue}`;
    case 'usb':
      return `usb:${address.path}${query}`;
    case 'hid':
      return `hid:${address.path}`;
  }
}

function tcp(text: string, options: Readonly<Record<string, string>>): ReadAddress {
  if (!URL.canParse(text)) return wrong(`${text}: expected is tcp://HOST:PORT`);
  const { hostname, port } = new URL(text);
  if (hostname === '' || port === '0') return wrong(`${text}: expected is tcp://HOST:PORT`);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return { ok: true, address: { kind: 'tcp', host, port: port === '' ? RAW_PORT : Number(port) }, options };
}

function serial(path: string, options: Readonly<Record<string, string>>): ReadAddress {
  const { baud = SERIAL_DEFAULTS.baud, data = SERIAL_DEFAULTS.data, stop = SERIAL_DEFAULTS.stop, ...rest } = options;
  const { parity = SERIAL_DEFAULTS.parity, flow = SERIAL_DEFAULTS.flow, ...others } = rest;
  const speed = Number(baud);
  if (path === '' || !printable(path)) return wrong('serial: the path of the port is missing');
  if (!Number.isInteger(speed) || speed < 50 || speed > 4_000_000) return wrong(`${path}: baud=${baud} is no speed`);
  const bits = { 7: 7, 8: 8 }[String(data)] as 7 | 8 | undefined;
  const stops = { 1: 1, 2: 2 }[String(stop)] as 1 | 2 | undefined;
  if (bits === undefined) return wrong(`${path}: data=${data}, expected is 7 or 8`);
  if (stops === undefined) return wrong(`${path}: stop=${stop}, expected is 1 or 2`);
  if (parity !== 'none' && parity !== 'even' && parity !== 'odd')
    return wrong(`${path}: parity=${parity}, expected is none, even or odd`);
  if (flow !== 'none' && flow !== 'rtscts' && flow !== 'xonxoff')
    return wrong(`${path}: flow=${flow}, expected is none, rtscts or xonxoff`);
  const settings: SerialSettings = { baud: speed, data: bits, parity, stop: stops, flow };
  return { ok: true, address: { kind: 'serial', path, settings }, options: others };
}

/** No control characters: an address is handed to the operating system. */
function printable(text: string): boolean {
  return ![...text].some((char) => char.charCodeAt(0) < 0x20 || char.charCodeAt(0) === 0x7f);
}

function wrong(message: string): ReadAddress {
  return { ok: false, message };
}
