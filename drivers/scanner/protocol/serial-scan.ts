import { type ScanEvent, scanEvent } from './scan-event.ts';
import { IN_FRONT, scanText } from './scan-text.ts';

/** How a serial scanner frames what it sends. */
export interface SerialFraming {
  /** What it sends first; a frame without it is noise. Empty for nothing. */
  prefix: string;
  /** What it sends last, characters of one byte; null: CR, LF, ETX, any of them together, or silence. */
  suffix: string | null;
}

/** What of a frame has come. Begin with `SERIAL_START`. */
export interface SerialScanState {
  readonly bytes: readonly number[];
  /** Too much has come without an end: all is dropped until there is one. */
  readonly lost: boolean;
  /** Whether a frame has ended with a suffix: then one that does not is not whole. */
  readonly suffixed: boolean;
}

export const SERIAL_START: SerialScanState = { bytes: [], lost: false, suffixed: false };

/** More than this is not a barcode. */
const FRAME_MAX = 8192;
/** Silence ends a frame of a scanner that sends no suffix; it is a noise where one is due. */
export const SERIAL_IDLE_MS = 120;
const ENDS: ReadonlySet<number> = new Set([0x03, 0x0a, 0x0d]);

/**
 * Takes bytes as they come, split or run together anyhow, and gives the scans they complete. What holds a character no
 * barcode has, comes without the prefix, or is too long, is noise and gives nothing.
 */
export function serialBytes(
  state: SerialScanState,
  bytes: Uint8Array,
  framing: SerialFraming,
  atMs = 0,
): { state: SerialScanState; scans: ScanEvent[] } {
  const scans: ScanEvent[] = [];
  const suffix = framing.suffix === null ? null : codes(framing.suffix);
  let frame = [...state.bytes];
  let { lost, suffixed } = state;
  for (const byte of bytes) {
    frame.push(byte);
    const ended = suffix === null ? ENDS.has(byte) : endsWith(frame, suffix);
    if (ended) {
      const scan = lost ? null : scanOf(frame.slice(0, -(suffix?.length ?? 1)), framing, atMs);
      if (scan) scans.push(scan);
      suffixed ||= scan !== null;
      lost = false;
      frame = [];
    } else if (frame.length > FRAME_MAX) {
      lost = true;
      frame = frame.slice(-(suffix?.length ?? 1));
    }
  }
  return { state: { bytes: frame, lost, suffixed }, scans };
}

/** Takes `SERIAL_IDLE_MS` of silence: the end of a frame where none is marked, of noise where it should be. */
export function serialSilence(
  state: SerialScanState,
  framing: SerialFraming,
  atMs = 0,
): { state: SerialScanState; scan: ScanEvent | null } {
  const whole = framing.suffix === null && !state.suffixed && !state.lost;
  const scan = whole ? scanOf(state.bytes, framing, atMs) : null;
  return { state: { ...state, bytes: [], lost: false }, scan };
}

function scanOf(frame: readonly number[], { prefix }: SerialFraming, atMs: number): ScanEvent | null {
  const first = codes(prefix);
  let at = 0;
  while (IN_FRONT.has(frame[at] ?? 0) && !beginsWith(frame, first, at)) at += 1;
  if (!beginsWith(frame, first, at)) return null;
  const rest = frame.slice(at + first.length);
  // Noise between the prefix and what it announces, as anywhere in the middle.
  if (first.length > 0 && IN_FRONT.has(rest[0] ?? 0)) return null;
  const text = scanText(Uint8Array.from(rest));
  if (text === null) return null;
  const scan = scanEvent(text, atMs);
  return scan.text === '' ? null : scan;
}

function endsWith(frame: readonly number[], suffix: readonly number[]): boolean {
  return frame.length >= suffix.length && beginsWith(frame, suffix, frame.length - suffix.length);
}

function beginsWith(frame: readonly number[], codes: readonly number[], at: number): boolean {
  return codes.every((code, index) => frame[at + index] === code);
}

function codes(text: string): number[] {
  return Array.from(text, (char) => char.charCodeAt(0) & 0xff);
}
