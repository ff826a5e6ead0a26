import { ASK_STATUS, type HostStatus, HostStatusReader } from '#drivers/label/protocol/host-status.ts';
import type { ByteTransport, LineEnd } from '#drivers/transport/byte-line.ts';

/** An open line with a ZPL printer at its end. */
export interface StatusLine {
  write(bytes: Uint8Array): void;
  /** Asks for the state (`~HS`). */
  ask(timeoutMs: number): Promise<HostStatus | LineEnd>;
  /** Waits; ends early with the line or the signal. */
  pause(ms: number): Promise<void>;
  close(): void;
  breakOff(): void;
}

export async function openStatusLine(
  transport: ByteTransport,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<StatusLine | LineEnd> {
  const reader = new HostStatusReader();
  let closed = false;
  let status: HostStatus | null = null;
  let wake = (): void => {};
  const line = await transport.open(
    {
      data(bytes) {
        for (const said of reader.push(bytes)) status = said;
        if (status) wake();
      },
      closed() {
        closed = true;
        wake();
      },
    },
    timeoutMs,
    signal,
  );
  if (typeof line === 'string') return line;

  function news(ms: number): Promise<void> {
    if (closed || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        wake = () => {};
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal?.addEventListener('abort', done, { once: true });
      wake = done;
    });
  }
  /** A function, since what is heard changes under a wait. */
  const heard = (): HostStatus | null => status;

  return {
    write: (bytes) => line.write(bytes),
    async ask(waitMs) {
      status = null;
      line.write(ASK_STATUS);
      await news(waitMs);
      return heard() ?? (signal?.aborted ? 'aborted' : closed ? 'closed' : 'timeout');
    },
    pause: news,
    close: () => line.close(),
    breakOff: () => line.breakOff(),
  };
}
