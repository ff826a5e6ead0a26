import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { LineEnd } from './byte-line.ts';
import type { ReportLine, ReportListener, ReportTransport } from './report-line.ts';

/** A HID interface as the system lists it. */
export interface HidDevice {
  path: string;
  vendorId: number;
  productId: number;
  serialNumber: string;
  name: string;
  usagePage: number;
}

/** An open interface. */
export interface HidHandle {
  onReport(listener: (report: Uint8Array) => void): void;
  /** Reading has failed: it is unplugged. */
  onError(listener: () => void): void;
  close(): Promise<void>;
}

/** The system's HID: node-hid, or a stand-in. */
export interface HidSystem {
  list(): Promise<HidDevice[]>;
  open(path: string): Promise<HidHandle>;
  descriptor(path: string): Promise<Uint8Array | null>;
}

/** How often it is looked whether an open device is still there: not every system's read fails when it is pulled out. */
const PRESENT_MS = 2_000;
/** Vendor, product and serial number of a device, which stay the same wherever it is plugged in. */
const IDENTITY = /^([0-9a-f]{4}):([0-9a-f]{4})(?::(.*))?$/i;

/**
 * A HID device by the place of `hid:PLACE`: the path the system gives it, or `VID:PID[:SERIAL]` in hexadecimal, which finds it
 * again in whatever socket it is. `usagePage` picks among the interfaces of a device.
 */
export class HidTransport implements ReportTransport {
  readonly address: string;
  readonly #place: string;
  readonly #usagePage: number;
  readonly #system: HidSystem;

  constructor(place: string, usagePage: number, system: HidSystem = nodeHid) {
    this.address = `hid:${place}`;
    this.#place = place;
    this.#usagePage = usagePage;
    this.#system = system;
  }

  async open(listener: ReportListener, timeoutMs: number, signal?: AbortSignal): Promise<ReportLine | LineEnd> {
    const opening = this.#open(listener);
    const end = ended(timeoutMs, signal);
    const line = await Promise.race([opening, end.promise]);
    end.forget();
    if (typeof line === 'string')
      void opening.then((late) => {
        if (typeof late !== 'string') late.close();
      });
    return line;
  }

  async #open(listener: ReportListener): Promise<ReportLine | LineEnd> {
    const found = (await this.#system.list().catch(() => [])).find((device) => this.#is(device));
    if (!found) return 'closed';
    const handle = await this.#system.open(found.path).catch(() => null);
    if (!handle) return 'closed';
    const descriptor = await this.#system.descriptor(found.path).catch(() => null);
    return this.#lineOver(handle, found.path, descriptor, listener);
  }

  #is({ path, vendorId, productId, serialNumber, usagePage }: HidDevice): boolean {
    const [identity, vendor = '', product = '', serial] = IDENTITY.exec(this.#place) ?? [];
    if (identity === undefined) return path === this.#place;
    const same = vendorId === Number.parseInt(vendor, 16) && productId === Number.parseInt(product, 16);
    return same && usagePage === this.#usagePage && (serial === undefined || serial === serialNumber);
  }

  /** However the line ends, its listener hears of it once. */
  #lineOver(handle: HidHandle, path: string, descriptor: Uint8Array | null, listener: ReportListener): ReportLine {
    let alive = true;
    const close = (): void => {
      if (!alive) return;
      alive = false;
      clearInterval(watch);
      void handle.close().catch(() => {});
      listener.closed();
    };
    const look = async (): Promise<void> => {
      const devices = await this.#system.list().catch(() => null);
      if (devices && !devices.some((device) => device.path === path)) close();
    };
    const watch = setInterval(() => void look(), PRESENT_MS);
    watch.unref();
    handle.onReport((report) => {
      if (alive) listener.report(report);
    });
    handle.onError(close);
    return { descriptor, close };
  }
}

/** The HID interfaces there are with a usage page, each with an address that finds it again. */
export async function listHid(
  usagePage: number,
  system: HidSystem = nodeHid,
): Promise<(HidDevice & { address: string })[]> {
  const hex = (id: number) => id.toString(16).padStart(4, '0');
  return (await system.list())
    .filter((device) => device.usagePage === usagePage)
    .map((device) => {
      const { vendorId, productId, serialNumber } = device;
      const serial = serialNumber === '' ? '' : `:${serialNumber}`;
      return { ...device, address: `hid:${hex(vendorId)}:${hex(productId)}${serial}` };
    });
}

/** What is used of node-hid's `HIDAsync`. */
interface HidEmitter {
  on(event: 'data', listener: (data: Buffer) => void): unknown;
  on(event: 'error', listener: () => void): unknown;
  close(): Promise<void>;
}

/**
 * A device that node-hid opened. It begins to read in the tick after somebody listens, and throws there, where nobody catches it,
 * when it has been closed meanwhile: so it is closed a turn later.
 */
export function hidHandle(device: HidEmitter): HidHandle {
  return {
    onReport: (listener) => void device.on('data', (data: Buffer) => listener(data)),
    onError: (listener) => void device.on('error', listener),
    async close() {
      await setImmediate();
      await device.close();
    },
  };
}

/** node-hid, loaded with the first device, so that a till without any doesn't stand on it. */
const nodeHid: HidSystem = {
  async list() {
    const { devicesAsync } = await import('node-hid');
    const devices = await devicesAsync();
    return devices.flatMap(({ path, vendorId, productId, serialNumber = '', product = '', usagePage = 0 }) =>
      path === undefined ? [] : [{ path, vendorId, productId, serialNumber, name: product, usagePage }],
    );
  },
  async open(path) {
    const { HIDAsync } = await import('node-hid');
    return hidHandle(await HIDAsync.open(path));
  },
  /** Linux gives it away (Documentation/ABI/testing/sysfs-driver-hid); hidapi has no call for it on the others. */
  async descriptor(path) {
    if (!/^\/dev\/hidraw\d+$/.test(path)) return null;
    return readFile(`/sys/class/hidraw/${basename(path)}/device/report_descriptor`);
  },
};

/** What ends a wait; `forget` when it has ended otherwise. */
function ended(timeoutMs: number, signal: AbortSignal | undefined): { promise: Promise<LineEnd>; forget(): void } {
  let forget = (): void => {};
  const promise = new Promise<LineEnd>((resolve) => {
    if (signal?.aborted) return resolve('aborted');
    const abort = (): void => resolve('aborted');
    signal?.addEventListener('abort', abort, { once: true });
    const timer = setTimeout(() => resolve('timeout'), timeoutMs).unref();
    forget = () => {
      signal?.removeEventListener('abort', abort);
      clearTimeout(timer);
    };
  });
  return { promise, forget: () => forget() };
}
