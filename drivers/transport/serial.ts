import { access } from 'node:fs/promises';
import type { SerialPort } from 'serialport';
import type { ByteLine, ByteTransport, LineEnd, LineListener } from './byte-line.ts';
import { formatAddress, type SerialSettings } from './device-address.ts';
import { Outbox } from './outbox.ts';

/** The most that a frame has: start, eight data, parity, two stop. */
const FRAME_BITS = 12;
const PIECE_BYTES = 512;
/** How often it is looked whether the port's device node is still there. */
const PRESENT_MS = 2_000;

/** Ports that are still being closed, by path: the next one to open the port waits for that. */
const closings = new Map<string, Promise<void>>();

/** A serial port, built in, of a USB adapter or of a device that appears as one; locked while it is open. */
export class SerialTransport implements ByteTransport {
  readonly answers = true;
  readonly address: string;
  readonly bytesPerSecond: number;
  readonly #path: string;
  readonly #settings: SerialSettings;

  constructor(path: string, settings: SerialSettings) {
    this.#path = path;
    this.#settings = settings;
    this.bytesPerSecond = settings.baud / FRAME_BITS;
    this.address = formatAddress({ kind: 'serial', path, settings });
  }

  async open(listener: LineListener, timeoutMs: number, signal?: AbortSignal): Promise<ByteLine | LineEnd> {
    const waited = closings.get(this.#path);
    const free = waited === undefined || (await within(waited, timeoutMs, signal));
    if (signal?.aborted) return 'aborted';
    if (!free) return 'timeout';
    const port = await this.#port().catch(() => null);
    if (port === null) return 'closed';
    return new Promise((resolve) => {
      let settled = false;
      const settle = (result: ByteLine | LineEnd): void => {
        settled = true;
        clearTimeout(timer);
        signal?.removeEventListener('abort', aborted);
        resolve(result);
      };
      const aborted = (): void => settle('aborted');
      const timer = setTimeout(() => settle('timeout'), timeoutMs);
      signal?.addEventListener('abort', aborted, { once: true });
      port.open((error) => {
        if (settled) {
          if (!error) closePort(port);
        } else {
          settle(error ? 'closed' : lineOver(port, listener));
        }
      });
    });
  }

  /** The module is loaded with the first port, so that a till without any doesn't stand on it. */
  async #port(): Promise<SerialPort> {
    const { SerialPort } = await import('serialport');
    const { baud, data, parity, stop, flow } = this.#settings;
    return new SerialPort({
      path: this.#path,
      baudRate: baud,
      dataBits: data,
      parity,
      stopBits: stop,
      rtscts: flow === 'rtscts',
      xon: flow === 'xonxoff',
      xoff: flow === 'xonxoff',
      autoOpen: false,
    });
  }
}

/** An open port as a line. However it ends, its listener hears of it once. */
function lineOver(port: SerialPort, listener: LineListener): ByteLine {
  let alive = true;
  let clean = false;
  const ended = (): void => {
    if (!alive) return;
    alive = false;
    clearInterval(watch);
    outbox.drop();
    listener.closed(clean);
  };
  /** A read from some ports whose device was pulled out gives nothing for ever, instead of an end. */
  const watch = setInterval(() => {
    if (port.path.startsWith('/')) access(port.path).catch(() => closePort(port));
  }, PRESENT_MS);
  watch.unref();
  const breakOff = (): void => {
    outbox.drop();
    if (!port.isOpen) return;
    leave(port);
    port.flush(() => closePort(port));
  };
  /** `drain` knows only of the bytes that the system has taken, so it comes after the last of them was. */
  const outbox = new Outbox({
    pieceBytes: PIECE_BYTES,
    byteMs: (FRAME_BITS * 1000) / port.baudRate,
    take: (piece, taken) => void port.write(Buffer.from(piece), (error) => error ?? taken()),
    flush: (flushed) => port.drain((error) => error ?? flushed()),
    end(allOut) {
      clean = allOut;
      if (allOut) closePort(port);
      else breakOff();
    },
  });
  port.on('data', (bytes: Buffer) => {
    if (alive) listener.data(bytes);
  });
  port.on('error', () => closePort(port));
  port.on('close', ended);
  return {
    get alive() {
      return alive && port.isOpen;
    },
    write(bytes) {
      if (alive && port.isOpen) outbox.write(bytes);
    },
    close() {
      if (!port.isOpen) return;
      leave(port);
      outbox.close();
    },
    breakOff,
  };
}

function closePort(port: SerialPort): void {
  if (!port.isOpen) return;
  leave(port);
  port.close((error) => {
    if (error) closings.delete(port.path);
  });
}

/** Whether something comes to its end in time, and before it is given up. */
function within(ending: Promise<void>, ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (ended: boolean): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', givenUp);
      resolve(ended);
    };
    const givenUp = (): void => settle(false);
    const timer = setTimeout(givenUp, ms);
    signal?.addEventListener('abort', givenUp, { once: true });
    void ending.then(() => settle(true));
    if (signal?.aborted) givenUp();
  });
}

/** Has others that want the port wait until it is closed. */
function leave(port: SerialPort): void {
  if (closings.has(port.path)) return;
  const closed = new Promise<void>((resolve) => port.once('close', () => resolve()));
  closings.set(port.path, closed);
  void closed.then(() => closings.delete(port.path));
}
