/** Why a line could not be opened, or a wait on it ended without what it waited for. */
export type LineEnd = 'timeout' | 'closed' | 'aborted';

/** An open connection to a device, whatever carries it: bytes out, bytes in. */
export interface ByteLine {
  /** Sends bytes; what is sent on a closed line goes nowhere. */
  write(bytes: Uint8Array): void;
  /** Whether bytes may still go out. */
  readonly alive: boolean;
  /** Ends it once all that was written has gone out, or when nothing of it has moved for a second. */
  close(): void;
  /** Breaks it off: what still waits to be sent is thrown away, as far as what carries it allows. */
  breakOff(): void;
}

/** What a line tells its user. */
export interface LineListener {
  data(bytes: Uint8Array): void;
  /**
   * Once, when no more bytes will come: unplugged, hung up or closed. `clean`: it was closed, and all that was written had been taken by what
   * carries it; else some of it was cut off, or nobody knows.
   */
  closed(clean: boolean): void;
}

/** A way to a device: TCP, serial, USB, HID or a spooler's queue. */
export interface ByteTransport {
  /** What a support person needs: the address. */
  readonly address: string;
  /** False where nothing can ever be read back (a spooler's queue): no status, no confirmation. */
  readonly answers: boolean;
  /** How fast bytes go, where that is slow enough to count (a serial line). */
  readonly bytesPerSecond?: number;
  /** Opens a line within so many milliseconds. */
  open(listener: LineListener, timeoutMs: number, signal?: AbortSignal): Promise<ByteLine | LineEnd>;
}
