import type { ByteTransport } from '#drivers/transport/byte-line.ts';

/** A point in time that waits count down to. */
export interface Deadline {
  /** Milliseconds left, never less than 0. */
  leftMs(): number;
}

/** A deadline so many milliseconds from now, on the clock that only goes forward. */
export function deadlineIn(ms: number): Deadline {
  const atMs = performance.now() + ms;
  return { leftMs: () => Math.max(0, atMs - performance.now()) };
}

/** How long so many bytes are on the way, in ms: 0 but on a serial line. */
export function lineMs({ bytesPerSecond }: Pick<ByteTransport, 'bytesPerSecond'>, bytes: number): number {
  return bytesPerSecond === undefined ? 0 : (bytes * 1000) / bytesPerSecond;
}
