export type DisplayFault = 'display-not-configured' | 'display-unreachable' | 'display-timeout';

export type DisplayOutcome = { ok: true } | { ok: false; code: DisplayFault; detail?: string };

/** The two lines, as they shall stand; each is at most the display's columns wide. */
export type DisplayLines = readonly [upper: string, lower: string];

/**
 * A two-line customer display, in the terms of UnifiedPOS's LineDisplay. It has no way to answer: `ok` says that the bytes
 * went out. Only what is newest is worth showing: lines that another call overtakes are never sent, and both calls have the outcome of the newer.
 */
export interface LineDisplay {
  /** Whether it has a character, or a spelling, for everything in the lines; what it has none for is left out when they are shown. */
  spells(lines: DisplayLines): boolean;
  show(lines: DisplayLines): Promise<DisplayOutcome>;
  /** Lets go of its line. */
  close(): void;
}
