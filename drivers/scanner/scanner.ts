import type { ScanEvent } from './protocol/scan-event.ts';

/** How a scanner on a line is. */
export type ScannerState =
  | { state: 'connecting' | 'ready' }
  | { state: 'fault'; code: 'scanner-unreachable' | 'scanner-unsuitable'; detail: string };

export interface ScannerListener {
  scan(scan: ScanEvent): void;
  /** Only when it changes. */
  state(state: ScannerState): void;
}

/** A scanner that is kept connected: it may be unplugged and plugged in at any time. */
export interface Scanner {
  /** Ends it; nothing more is told. */
  close(): void;
}

/** Runs something once after so many milliseconds; gives what cancels it. */
export type After = (ms: number, run: () => void) => () => void;
