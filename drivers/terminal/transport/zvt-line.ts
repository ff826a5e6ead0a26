import { type Apdu, ApduReader } from '#drivers/terminal/protocol/zvt-apdu.ts';
import type { ByteLine } from '#drivers/transport/byte-line.ts';
import { TcpTransport } from '#drivers/transport/tcp.ts';

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
export async function openZvtLine(address: { host: string; port: number }, waitMs: number): Promise<ZvtLine | null> {
  const reader = new ApduReader();
  const arrived: Apdu[] = [];
  const opened: ByteLine[] = [];
  let wake = () => {};
  const line = await new TcpTransport(address.host, address.port).open(
    {
      data(bytes) {
        arrived.push(...reader.push(bytes));
        if (reader.pending > PENDING_MAX) for (const each of opened) each.breakOff();
        wake();
      },
      closed: () => wake(),
    },
    waitMs,
  );
  if (typeof line === 'string') return null;
  opened.push(line);

  return {
    send: (bytes) => line.write(bytes),
    async next(patienceMs) {
      if (arrived.length === 0 && line.alive) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, patienceMs);
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
      return line.alive;
    },
    close: () => line.close(),
  };
}
