import type { DisplayLanguage } from './display-frame.ts';

const ESC = 0x1b;
const US = 0x1f;
const HOM = 0x0b;
/** `ESC = 2`: what follows is for the display, not for a printer behind it on the same line. */
const TO_DISPLAY = [ESC, 0x3d, 2];
const INITIALISE = [ESC, 0x40];
const OVERWRITE = [US, 0x01];
const NO_CURSOR = [US, 0x43, 0];
const LOWER_LINE = [US, 0x24, 1, 2];

/**
 * ESC/POS for displays (Epson, DM Application Programming Guide 1.0, "Basic commands"; DM-D110 Specification, sheets 41 to 60:
 * `ESC =`, `ESC @`, `ESC t`, `US MD1`, `US C`, `HOM`, `US $ column row`). Every frame selects display, mode and code table
 * anew, so that one that was switched off meanwhile is right again with the next, and overwrites every cell instead of clearing,
 * which would flicker.
 */
export const ESCPOS_DISPLAY: DisplayLanguage = {
  tables: [
    [0, 'cp437'],
    [2, 'cp850'],
    [19, 'cp858'],
    [16, 'cp1252'],
    [18, 'cp852'],
    [17, 'cp866'],
    [3, 'cp860'],
    [4, 'cp863'],
    [5, 'cp865'],
  ],
  start: [...TO_DISPLAY, ...INITIALISE, ...NO_CURSOR],
  frame({ upper, lower, table }) {
    return [...TO_DISPLAY, ...OVERWRITE, ESC, 0x74, table, HOM, ...upper, ...LOWER_LINE, ...lower];
  },
};
