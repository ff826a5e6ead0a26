import { cleanText } from '#drivers/printer/protocol/clean-text.ts';
import { charColumns } from '#drivers/printer/protocol/text-width.ts';

/** A text made to fit: the height of its letters in dots, and its lines. */
export interface FittedText {
  height: number;
  lines: string[];
}

export interface Room {
  width: number;
  /** Of one line: the largest and the smallest letters. */
  height: number;
  least: number;
  lines: number;
}

/** So much of its height a letter of Zebra's font 0 (CG Triumvirate Bold Condensed) takes at most, measured generously. */
function ems(char: string): number {
  if (charColumns(char) !== 1) return charColumns(char) / 2;
  if (/[ iljItfr.,:;'|!()[\]/]/.test(char)) return 0.36;
  if (/[mwMW@%&]/.test(char)) return 0.9;
  return /\p{Lu}/u.test(char) ? 0.68 : 0.56;
}

/** How wide a text is at most, in dots, with letters of that height. */
export function textDots(text: string, height: number): number {
  let sum = 0;
  for (const char of text) sum += ems(char);
  return Math.ceil(sum * height);
}

/** The largest letters with which a text fits into its lines; what does not fit with the smallest is cut, and ends with `...`. */
export function fitText(text: string, room: Room): FittedText {
  const clean = cleanText(text).trim();
  const least = Math.min(room.least, room.height);
  for (let height = room.height; height > least; height -= 1) {
    const { lines, chopped } = wrapped(clean, room.width, height);
    if (lines.length <= room.lines && !chopped) return { height, lines };
  }
  const { lines } = wrapped(clean, room.width, least);
  if (lines.length <= room.lines) return { height: least, lines };
  const kept = lines.slice(0, room.lines);
  const last = kept.pop() ?? '';
  return { height: least, lines: [...kept, shortened(last, room.width, least)] };
}

function shortened(line: string, width: number, height: number): string {
  const chars = [...line];
  while (chars.length > 0 && textDots(`${chars.join('')}...`, height) > width) chars.pop();
  return `${chars.join('').trimEnd()}...`;
}

/** Words, and square characters one by one. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let word = '';
  for (const char of text) {
    const square = charColumns(char) === 2;
    if ((square || char === ' ') && word !== '') {
      found.push(word);
      word = '';
    }
    if (square || char === ' ') found.push(char);
    else if (charColumns(char) === 0 && word === '' && found.length > 0) found.push(`${found.pop() ?? ''}${char}`);
    else word += char;
  }
  if (word !== '') found.push(word);
  return found;
}

/** Lines of a width; `chopped` when a word is longer than one of them. */
function wrapped(text: string, width: number, height: number): { lines: string[]; chopped: boolean } {
  const lines: string[] = [];
  let line = '';
  let chopped = false;
  const end = (): void => {
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = '';
  };
  for (const piece of pieces(text)) {
    if (piece === ' ' && line === '') continue;
    if (textDots(line + piece.trimEnd(), height) > width) end();
    if (piece === ' ' && line === '') continue;
    for (const char of piece) {
      if (line !== '' && piece !== ' ' && textDots(line + char, height) > width) {
        chopped = true;
        end();
      }
      line += char;
    }
  }
  end();
  return { lines, chopped };
}
