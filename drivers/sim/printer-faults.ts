import Type, { type Static } from 'typebox';

/** What can be wrong with the virtual printer. */
export const Faults = Type.Object(
  {
    /** The roll is used up: it stops, and goes on where it was when there is paper again. */
    paperOut: Type.Boolean(),
    /** The near-end sensor has tripped; it prints on. */
    paperLow: Type.Boolean(),
    /** Stops as without paper. */
    coverOpen: Type.Boolean(),
    /** The cutter is jammed: it stops until that is put right. */
    cutterJam: Type.Boolean(),
    /** Prints a line in the time that others need for a receipt. */
    slow: Type.Boolean(),
    /** Takes bytes, but neither prints nor answers, like a printer that hangs. */
    silent: Type.Boolean(),
    /** Answers every question about its state with nonsense. */
    garbage: Type.Boolean(),
    /** Loses its connection and its memory after three lines of every job. */
    diesMidJob: Type.Boolean(),
    /** Switched off: refuses connections. */
    dead: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type Faults = Static<typeof Faults>;

export const FaultChange = Type.Partial(Faults, { additionalProperties: false });
export type FaultChange = Static<typeof FaultChange>;

export const NO_FAULTS: Faults = {
  paperOut: false,
  paperLow: false,
  coverOpen: false,
  cutterJam: false,
  slow: false,
  silent: false,
  garbage: false,
  diesMidJob: false,
  dead: false,
};
