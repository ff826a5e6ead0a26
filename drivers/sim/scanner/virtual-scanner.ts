import { createServer, type Server, type Socket } from 'node:net';
import type { ByteLine } from '#drivers/transport/byte-line.ts';
import type { SerialSettings } from '#drivers/transport/device-address.ts';
import { SerialTransport } from '#drivers/transport/serial.ts';

/** What goes wrong with a virtual scanner while it is switched on. */
export interface ScannerFaults {
  /** Each byte comes by itself. */
  split: boolean;
  /** A scan waits, and comes together with the next. */
  merged: boolean;
  /** Bytes that no scan holds come in front of it, with an end of their own. */
  garbage: boolean;
  /** Half of it comes, and then the cable is out. */
  dead: boolean;
}

export const NO_SCANNER_FAULTS: ScannerFaults = { split: false, merged: false, garbage: false, dead: false };

const NOISE = Uint8Array.from([0x00, 0x81, 0xff, 0x7f, 0x0d]);
const SERIAL: SerialSettings = { baud: 9600, data: 8, parity: 'none', stop: 1, flow: 'none' };

/** A scanner on a serial line: scans what it is told to, as `]E04006381333931` and a suffix. */
export class VirtualScanner {
  readonly faults: ScannerFaults = { ...NO_SCANNER_FAULTS };
  readonly #suffix: string;
  #server: Server | null = null;
  #sockets = new Set<Socket>();
  #line: ByteLine | null = null;
  #waiting: Uint8Array[] = [];

  constructor(suffix = '\r\n') {
    this.#suffix = suffix;
  }

  /** Waits for a till on a TCP port of this machine, as a serial server does; 0 takes any that is free. Gives the port. */
  async listen(port: number): Promise<number> {
    const server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => socket.destroy());
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    const address = server.address();
    return typeof address === 'object' && address ? address.port : port;
  }

  /** Is plugged into a serial port, such as one end of a pty pair. */
  async plugInto(path: string): Promise<void> {
    const line = await new SerialTransport(path, SERIAL).open({ data() {}, closed() {} }, 5_000);
    if (typeof line === 'string') throw new Error(`${path}: ${line}`);
    this.#line = line;
  }

  /** Whether a till is at the other end. */
  get connected(): boolean {
    return this.#sockets.size > 0 || (this.#line?.alive ?? false);
  }

  /** Scans a text; `symbology` is the AIM identifier that is sent before it, if it is set up to send one. */
  async scan(text: string, symbology: string | null = null): Promise<void> {
    const bytes = new TextEncoder().encode(`${symbology ?? ''}${text}${this.#suffix}`);
    this.#waiting.push(...(this.faults.garbage ? [NOISE] : []), bytes);
    if (this.faults.merged && this.#waiting.length < 2) return;
    const all = Uint8Array.from(this.#waiting.flatMap((each) => [...each]));
    this.#waiting = [];
    if (this.faults.dead) {
      this.#send(all.subarray(0, all.length / 2));
      return this.unplug();
    }
    for (const piece of this.faults.split ? Array.from(all, (byte) => Uint8Array.of(byte)) : [all]) {
      this.#send(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Pulls the cable; a till may connect again. */
  unplug(): void {
    for (const socket of this.#sockets) socket.destroySoon();
    this.#line?.close();
    this.#line = null;
  }

  async close(): Promise<void> {
    this.unplug();
    const server = this.#server;
    this.#server = null;
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  #send(bytes: Uint8Array): void {
    for (const socket of this.#sockets) socket.write(bytes);
    this.#line?.write(bytes);
  }
}
