import type { PressedKey } from './key-layouts.ts';

/** What a scanner read. */
export interface ScanEvent {
  text: string;
  /**
   * The AIM symbology identifier (ISO/IEC 15424) the scanner put before the text, such as `]E0` (EAN-13) or `]C1`
   * (GS1-128), taken off the text; `null` when the scanner sends none.
   */
  symbology: string | null;
  /** When its last character came, on the clock of the key events. */
  atMs: number;
  /** The keys that wrote it, where it came as keys whose places are known: what `scanRepairs` reads again. */
  keys?: readonly PressedKey[];
}

/** Takes an AIM identifier off the front of what a scanner sent. */
export function scanEvent(sent: string, atMs: number, keys?: readonly PressedKey[]): ScanEvent {
  const identifier = /^\][A-Za-z][0-9A-Za-z](?=.)/s.exec(sent)?.[0] ?? null;
  return { text: sent.slice(identifier?.length ?? 0), symbology: identifier, atMs, ...(keys ? { keys } : {}) };
}
