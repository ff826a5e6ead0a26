import { createServer, type Server, type Socket } from 'node:net';
import type { Peer, PrintMachine } from './print-machine.ts';

/** The network side of a printer: one computer at a time, the next one waits, as with real ones. */
export class PrinterSocket {
  readonly #machine: PrintMachine;
  readonly #host: string;
  #server: Server | null = null;
  #waiting: Socket[] = [];
  #port: number;

  constructor(machine: PrintMachine, host: string, port: number) {
    this.#machine = machine;
    this.#host = host;
    this.#port = port;
  }

  get port(): number {
    return this.#port;
  }

  /** Begins to accept connections; rejects when the port cannot be had. */
  async listen(): Promise<void> {
    if (this.#server) return;
    const server = createServer({ pauseOnConnect: true }, (socket) => this.#accept(socket));
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, this.#host, () => {
        server.off('error', reject);
        resolve();
      });
    }).catch((error: unknown) => {
      this.#server = null;
      throw error;
    });
    const address = server.address();
    if (typeof address === 'object' && address) this.#port = address.port;
  }

  /** Refuses connections from now on and breaks off those there are. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of [...this.#waiting]) socket.resetAndDestroy();
    await closed;
  }

  #accept(socket: Socket): void {
    this.#waiting.push(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      const served = this.#waiting[0] === socket;
      this.#waiting = this.#waiting.filter((other) => other !== socket);
      if (served) this.#serve();
    });
    if (this.#waiting.length === 1) this.#serve();
  }

  #serve(): void {
    const [socket] = this.#waiting;
    if (socket === undefined) return;
    const peer: Peer = {
      reply: (bytes) => {
        if (!socket.destroyed) socket.write(bytes);
      },
      drop: () => socket.resetAndDestroy(),
    };
    socket.on('data', (chunk) => this.#machine.receive(chunk, peer));
    socket.on('close', () => this.#machine.hangUp(peer));
    socket.resume();
  }
}
