import type { DisplayLines } from '#drivers/display/line-display.ts';
import { cleanText } from '#drivers/printer/protocol/clean-text.ts';
import { type CodePage, pageByte } from '#drivers/printer/protocol/code-pages.ts';
import { fitLine, isSpellable } from './fit-line.ts';

/** What a display understands, as `ESC t` numbers its code tables; the first that has every character of the lines is taken. */
export interface DisplayLanguage {
  tables: readonly (readonly [table: number, page: CodePage])[];
  /** What a line that was just opened is sent first. */
  start: readonly number[];
  /** Writes both lines over what stands there. `tableChanged`: `table` is not the one that is set. */
  frame(frame: { upper: readonly number[]; lower: readonly number[]; table: number; tableChanged: boolean }): number[];
}

export interface DisplayFrame {
  bytes: Uint8Array;
  table: number;
}

/** The bytes that make a display show two lines. `tableSet`: the code table it was last sent on this line, null before the first. */
export function displayFrame(
  language: DisplayLanguage,
  lines: DisplayLines,
  columns: number,
  tableSet: number | null,
): DisplayFrame {
  const [table, page] = bestTable(language, lines.join(''));
  const has = (char: string): boolean => pageByte(page, char) !== null;
  const [upper, lower] = lines.map((line) =>
    [...fitLine(line, columns, has)].map((char) => pageByte(page, char) ?? 0x3f),
  );
  const frame = { upper: upper ?? [], lower: lower ?? [], table, tableChanged: table !== tableSet };
  return { bytes: Uint8Array.from(language.frame(frame)), table };
}

/** Whether a display that speaks a language can write all of two lines at once. */
export function spells(language: DisplayLanguage, lines: DisplayLines): boolean {
  const text = lines.join('');
  const [, page] = bestTable(language, text);
  return [...cleanText(text)].every((char) => isSpellable(char, (one) => pageByte(page, one) !== null));
}

function bestTable({ tables }: DisplayLanguage, text: string): readonly [number, CodePage] {
  const chars = [...text];
  const lacking = tables.map(([, page]) => chars.filter((char) => pageByte(page, char) === null).length);
  const best = tables[lacking.indexOf(Math.min(...lacking))];
  if (!best) throw new Error('a display has at least one code table');
  return best;
}
