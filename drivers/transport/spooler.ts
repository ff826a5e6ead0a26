import type { ByteLine, ByteTransport, LineEnd, LineListener } from './byte-line.ts';
import { submitRaw } from './cups.ts';
import { formatAddress } from './device-address.ts';

const TITLE = 'Omnitill';

/** A queue of the operating system's spooler (CUPS): what is written to a line is one raw job once it is closed. */
export class SpoolerTransport implements ByteTransport {
  readonly answers = false;
  readonly address: string;
  readonly queue: string;

  constructor(queue: string) {
    this.queue = queue;
    this.address = formatAddress({ kind: 'spooler', queue });
  }

  async open(listener: LineListener, _timeoutMs: number, signal?: AbortSignal): Promise<ByteLine | LineEnd> {
    if (signal?.aborted) return 'aborted';
    const parts: Uint8Array[] = [];
    let alive = true;
    const queue = this.queue;
    return {
      get alive() {
        return alive;
      },
      write(bytes) {
        if (alive) parts.push(Uint8Array.from(bytes));
      },
      close() {
        if (!alive) return;
        alive = false;
        void submitRaw(queue, TITLE, Buffer.concat(parts), { signal }).then(({ ok }) => listener.closed(ok));
      },
      breakOff() {
        if (!alive) return;
        alive = false;
        listener.closed(false);
      },
    };
  }
}
