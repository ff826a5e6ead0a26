import type { ScaleDialog, ScaleReading, ScaleRequest } from '#drivers/scale/protocol/scale-dialog.ts';
import type { ByteLine, ByteTransport, LineEnd } from '#drivers/transport/byte-line.ts';

export type AnswerEnd = LineEnd;

/** An open line with a scale at its end. */
export interface ScaleLine {
  write(bytes: Uint8Array): void;
  /** One question and its answer. */
  ask(request: ScaleRequest, timeoutMs: number): Promise<ScaleReading | AnswerEnd>;
  /** Waits; ends early with the line or the signal. */
  pause(ms: number): Promise<void>;
  close(): void;
}

/** Opens the transport and speaks the dialog over it; or says why it can't be opened. */
export async function openScaleLine(
  transport: ByteTransport,
  dialog: ScaleDialog,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<ScaleLine | LineEnd> {
  let line: ByteLine | null = null;
  let closed = false;
  let reading: ScaleReading | null = null;
  let wake = (): void => {};

  const opened = await transport.open(
    {
      data(bytes) {
        for (const step of dialog.push(bytes)) {
          if ('send' in step) line?.write(step.send);
          else reading = step.reading;
        }
        if (reading) wake();
      },
      closed() {
        closed = true;
        wake();
      },
    },
    timeoutMs,
    signal,
  );
  if (typeof opened === 'string') return opened;
  line = opened;

  /** Until something is heard, at most so long. */
  function news(ms: number): Promise<void> {
    if (closed || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        wake = () => {};
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done, { once: true });
      wake = done;
    });
  }
  /** A function, since what is heard changes under a wait. */
  const heard = (): ScaleReading | null => reading;

  return {
    write: (bytes) => opened.write(bytes),
    async ask(request, waitMs) {
      reading = null;
      opened.write(dialog.ask(request));
      await news(waitMs);
      if (signal.aborted) return 'aborted';
      return heard() ?? (closed ? 'closed' : 'timeout');
    },
    pause: (ms) => news(ms),
    close: () => opened.close(),
  };
}
