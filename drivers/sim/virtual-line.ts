import { createServer, type Server, type Socket } from 'node:net';
import type { ByteLine } from '#drivers/transport/byte-line.ts';
import type { SerialSettings } from '#drivers/transport/device-address.ts';
import { SerialTransport } from '#drivers/transport/serial.ts';

type Reply = (bytes: Uint8Array) => void;

const SERIAL: SerialSettings = { baud: 9600, data: 8, parity: 'none', stop: 1, flow: 'none' };
const HOST = '127.0.0.1';

/** A virtual device's end of its cable: a TCP port, as behind a serial server, or a serial port. */
export class VirtualLine {
  readonly #received: (bytes: Uint8Array, reply: Reply) => void;
  #server: Server | null = null;
  #port = 0;
  #sockets = new Set<Socket>();
  #line: ByteLine | null = null;
  #off = false;

  constructor(received: (bytes: Uint8Array, reply: Reply) => void = () => {}) {
    this.#received = received;
  }

  /** Waits for a till on a port of this machine; 0 takes any that is free. Gives the port. */
  async listen(port: number): Promise<number> {
    const server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('data', (bytes) => this.#received(bytes, (answer) => socket.write(answer)));
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, HOST, resolve);
    });
    this.#server = server;
    const address = server.address();
    this.#port = typeof address === 'object' && address ? address.port : port;
    return this.#port;
  }

  /** Is plugged into a serial port, such as one end of a pty pair. */
  async plugInto(path: string): Promise<void> {
    const data = (bytes: Uint8Array): void => {
      if (!this.#off) this.#received(bytes, (answer) => this.#line?.write(answer));
    };
    const line = await new SerialTransport(path, SERIAL).open({ data, closed() {} }, 5_000);
    if (typeof line === 'string') throw new Error(`${path}: ${line}`);
    this.#line = line;
  }

  /** Whether a till is at the other end. */
  get connected(): boolean {
    return !this.#off && (this.#sockets.size > 0 || (this.#line?.alive ?? false));
  }

  /** To whoever listens. */
  send(bytes: Uint8Array): void {
    if (this.#off) return;
    for (const socket of this.#sockets) socket.write(bytes);
    this.#line?.write(bytes);
  }

  /** Pulls the cable once what was sent has gone out; a till may connect again. */
  unplug(): void {
    for (const socket of this.#sockets) socket.destroySoon();
    this.#line?.close();
    this.#line = null;
  }

  /** Off: nobody is reached; on again: at the same place. Resolves when it is so. */
  async setOff(off: boolean): Promise<void> {
    if (off === this.#off) return;
    this.#off = off;
    if (off) await this.#hangUp();
    else if (this.#port > 0) await this.listen(this.#port);
  }

  async close(): Promise<void> {
    this.#line?.close();
    this.#line = null;
    await this.#hangUp();
  }

  async #hangUp(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    const closed = new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
