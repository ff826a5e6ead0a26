import type { LineEnd } from './byte-line.ts';

/** An open connection to a device that speaks in reports (HID). */
export interface ReportLine {
  /** Its report descriptor; null where the system doesn't give it away. */
  readonly descriptor: Uint8Array | null;
  close(): void;
}

/** What a line of reports tells its user. */
export interface ReportListener {
  /** An input report, its number first where reports are numbered. */
  report(bytes: Uint8Array): void;
  /** Once, when no more will come: unplugged or closed. */
  closed(): void;
}

/** A way to a device that speaks in reports. */
export interface ReportTransport {
  /** What a support person needs: the address. */
  readonly address: string;
  /** Opens a line within so many milliseconds. */
  open(listener: ReportListener, timeoutMs: number, signal?: AbortSignal): Promise<ReportLine | LineEnd>;
}
