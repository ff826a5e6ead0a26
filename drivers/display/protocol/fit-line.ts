import { cleanText } from '#drivers/printer/protocol/clean-text.ts';
import { respell, transliterate } from '#drivers/printer/protocol/transliterate.ts';

/** Stands for what is left out; no table has it. */
const LACKING = '\uFFFD';

/** Whether a character can be written with what `has`. */
export function isSpellable(char: string, has: (char: string) => boolean): boolean {
  return char === '?' || transliterate(respell(char, has), has) !== '?';
}

/**
 * A line as a display of so many columns can show it, one character to a cell: spelt with what `has` (`€` may become `EUR`,
 * what has no spelling is left out), nothing in it that a display would act on, filled up with spaces. Of a line that stands left
 * and right, the right stays whole and at the edge, as far as there is room, and the left is cut.
 */
export function fitLine(text: string, columns: number, has: (char: string) => boolean): string {
  const clean = [...cleanText(text).replace(/[\u00A0\u3000]/g, ' ')]
    .map((char) => (isSpellable(char, has) ? char : LACKING))
    .join('')
    .replace(/^(?:\uFFFD+ (?=\S))| ?\uFFFD+/g, '')
    .trimEnd();
  const spelt = (part: string): string[] => [...transliterate(respell(part, has), has)];
  const gap = /^(.*\S)? {2,}(\S.*)$/.exec(clean);
  const whole = spelt(clean);
  if (!gap && whole.length <= columns) return whole.join('').padEnd(columns);
  const [left, right] = gap ? [gap[1] ?? '', gap[2] ?? ''] : parted(clean);
  const edge = spelt(right).slice(0, columns);
  const room = Math.max(0, columns - edge.length - 1);
  const kept = spelt(left).slice(0, room).join('').trimEnd();
  return kept + ' '.repeat(columns - kept.length - edge.length) + edge.join('');
}

/** A line without a gap that does not fit: its last word is taken for the amount where it has a digit. */
function parted(text: string): [string, string] {
  const last = /^(.*) (\S*\d\S*)$/.exec(text);
  return last ? [last[1] ?? '', last[2] ?? ''] : ['', text];
}
