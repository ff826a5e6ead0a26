import { connect, type Socket } from 'node:net';
import type { ByteLine, ByteTransport, LineEnd, LineListener } from './byte-line.ts';
import { formatAddress } from './device-address.ts';
import { Outbox } from './outbox.ts';

/** The other side may take so long to hang up too once everything was sent. */
const GOODBYE_MS = 1_000;
const PIECE_BYTES = 16_384;

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
  let clean = false;
  const ended = (): void => {
    if (!alive) return;
    alive = false;
    outbox.drop();
    listener.closed(clean);
  };
  const outbox = new Outbox({
    pieceBytes: PIECE_BYTES,
    byteMs: 0,
    take: (piece, taken) => void socket.write(piece, (error) => error ?? taken()),
    flush(flushed) {
      socket.once('finish', flushed);
      socket.end();
    },
    end(allOut) {
      clean = allOut;
      if (!allOut) socket.resetAndDestroy();
      const timer = setTimeout(() => socket.destroy(), GOODBYE_MS);
      socket.once('close', () => clearTimeout(timer));
    },
  });
  socket.setNoDelay(true);
  socket.on('data', (bytes) => listener.data(bytes));
  socket.on('end', ended).on('close', ended);
  socket.on('error', () => {
    clean = false;
    ended();
  });
  return {
    get alive() {
      return alive;
    },
    write(bytes) {
      if (alive) outbox.write(bytes);
    },
    close() {
      if (!socket.destroyed) outbox.close();
    },
    breakOff() {
      outbox.drop();
      socket.resetAndDestroy();
    },
  };
}
