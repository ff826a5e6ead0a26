import { type ColumnsOf, charColumns, textColumns } from './text-width.ts';

/** Closing punctuation that must not begin a line (GB/T 15834, the common part of kinsoku rules). */
const NOT_AT_START = /[，。、；：？！）］｝】》〉」』”’…％]/u;
/** Opening brackets that must not end one. */
const NOT_AT_END = /[（［｛【《〈「『“‘]/u;

/** Pieces that are kept together: a run of spaces, a word, or a square character with the punctuation that clings to it. */
function pieces(text: string, columnsOf: ColumnsOf): string[] {
  const found: string[] = [];
  let word = '';
  let previous = '';
  for (const char of text) {
    const isSpace = char === ' ' || char === '\u3000';
    const wasSpace = previous === ' ' || previous === '\u3000';
    const mayBreak =
      isSpace !== wasSpace ||
      (!isSpace &&
        (isSquare(char, columnsOf) || isSquare(previous, columnsOf)) &&
        !NOT_AT_START.test(char) &&
        !NOT_AT_END.test(previous));
    if (mayBreak && word !== '') {
      found.push(word);
      word = '';
    }
    word += char;
    previous = char;
  }
  if (word !== '') found.push(word);
  return found;
}

/** Text breaks beside characters that are square by nature, and beside those that a printer's font makes so. */
function isSquare(char: string, columnsOf: ColumnsOf): boolean {
  return char !== '' && (charColumns(char) === 2 || columnsOf(char) === 2);
}

/** Cuts a piece that is wider than a line; always takes at least one character, so that it ends. */
function chop(piece: string, columns: number, columnsOf: ColumnsOf): string[] {
  const parts: string[] = [];
  let part = '';
  for (const char of piece) {
    if (part !== '' && textColumns(part, columnsOf) + columnsOf(char) > columns) {
      parts.push(part);
      part = '';
    }
    part += char;
  }
  if (part !== '') parts.push(part);
  return parts;
}

/**
 * Breaks cleaned text into lines of at most `columns` columns: at spaces, between square characters, and inside a
 * word only when it is wider than a line. Spaces at a break vanish; all other characters come out, in order.
 * No text gives one empty line. A square character on a one-column line is the only thing that can overflow.
 */
export function wrapText(text: string, columns: number, columnsOf: ColumnsOf = charColumns): string[] {
  const lines: string[] = [];
  let line = '';
  let broken = false;
  for (const piece of pieces(text, columnsOf)) {
    const blank = piece.trim() === '' && !piece.includes('\u00A0');
    if (textColumns(line, columnsOf) + textColumns(piece, columnsOf) <= columns) {
      if (!(blank && broken && line === '')) line += piece;
      continue;
    }
    if (line !== '') lines.push(trimEnd(line));
    line = '';
    broken = true;
    if (blank) continue;
    const parts = chop(piece, columns, columnsOf);
    line = parts.pop() ?? '';
    lines.push(...parts);
  }
  if (line !== '' || lines.length === 0) lines.push(trimEnd(line));
  return lines;
}

function trimEnd(line: string): string {
  return line.replace(/[ \u3000]+$/u, '');
}
