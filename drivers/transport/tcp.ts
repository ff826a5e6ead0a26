import { connect, type Socket } from 'node:net';
import type { ByteLine, ByteTransport, LineEnd, LineListener } from './byte-line.ts';
import { formatAddress } from './device-address.ts';

const CLOSE_MS = 1_000;

/** A raw TCP connection: printers on port 9100, terminals, serial device servers. */
export class TcpTransport implements ByteTransport {
  readonly answers = true;
  readonly address: string;
  readonly #where: { host: string; port: number };

  constructor(host: string, port: number) {
    this.#where = { host, port };
    this.address = formatAddress({ kind: 'tcp', host, port });
  }

  open(listener: LineListener, timeoutMs: number, signal?: AbortSignal): Promise<ByteLine | LineEnd> {
    return new Promise((resolve) => {
      if (signal?.aborted) {
        resolve('aborted');
        return;
      }
      const socket = connect(this.#where);
      const settle = (result: ByteLine | LineEnd): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', aborted);
        socket.off('error', refused);
        resolve(result);
      };
      const fail = (end: LineEnd): void => {
        settle(end);
        socket.on('error', () => {});
        socket.destroy();
      };
      const aborted = (): void => fail('aborted');
      const refused = (): void => fail('closed');
      const timer = setTimeout(() => fail('timeout'), timeoutMs);
      signal?.addEventListener('abort', aborted, { once: true });
      socket.on('error', refused);
      socket.once('connect', () => settle(lineOver(socket, listener)));
    });
  }
}

/** A connected socket as a line. The other side's half-close ends it: nothing that asks for an answer could get one. */
function lineOver(socket: Socket, listener: LineListener): ByteLine {
  let alive = true;
  const ended = (): void => {
    if (!alive) return;
    alive = false;
    listener.closed();
  };
  socket.setNoDelay(true);
  socket.on('data', (bytes) => listener.data(bytes));
  socket.on('end', ended).on('error', ended).on('close', ended);
  return {
    get alive() {
      return alive;
    },
    write(bytes) {
      if (alive) socket.write(bytes);
    },
    close() {
      if (socket.destroyed) return;
      socket.end();
      const timer = setTimeout(() => socket.destroy(), CLOSE_MS);
      socket.once('close', () => clearTimeout(timer));
    },
    breakOff() {
      socket.resetAndDestroy();
    },
  };
}
