import { connect, type Socket } from 'node:net';
import { type Apdu, ApduReader } from '#drivers/terminal/protocol/zvt-apdu.ts';

/** A message longer than this, or more waiting than this, is no terminal's. */
const PENDING_MAX = 70_000;

export interface ZvtLine {
  send(bytes: Uint8Array): void;
  /** The next message; null when none came in time, or the line is dead. */
  next(waitMs: number): Promise<Apdu | null>;
  readonly alive: boolean;
  close(): void;
}

/** Opens a line to a terminal; null when it can't be reached in time. */
export function openZvtLine(address: { host: string; port: number }, waitMs: number): Promise<ZvtLine | null> {
  return new Promise((resolve) => {
    const socket = connect(address);
    const timer = setTimeout(() => give(null), waitMs);
    function give(line: ZvtLine | null): void {
      clearTimeout(timer);
      socket.removeAllListeners('connect');
      if (line === null) socket.destroy();
      resolve(line);
    }
    socket.on('error', () => give(null));
    socket.once('connect', () => give(lineOver(socket)));
  });
}

function lineOver(socket: Socket): ZvtLine {
  const reader = new ApduReader();
  const arrived: Apdu[] = [];
  let alive = true;
  let wake = () => {};
  socket.setNoDelay(true);
  socket.on('data', (bytes) => {
    arrived.push(...reader.push(bytes));
    if (reader.pending > PENDING_MAX) socket.destroy();
    wake();
  });
  socket.on('close', () => {
    alive = false;
    wake();
  });

  return {
    send(bytes) {
      if (alive) socket.write(bytes);
    },
    async next(waitMs) {
      if (arrived.length === 0 && alive) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, waitMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = () => {};
      }
      return arrived.shift() ?? null;
    },
    get alive() {
      return alive;
    },
    close() {
      socket.end();
      socket.destroySoon();
    },
  };
}
