import { asciiByte, type CodePage, pageByte } from './code-pages.ts';
import type { PrinterProfile } from './printer-profile.ts';
import { wideCode } from './wide-code.ts';

const QUESTION_MARK = 0x3f;

/** Whether the printer can print a character of cleaned text. */
export function canPrint(profile: PrinterProfile, char: string): boolean {
  if (asciiByte(char) !== null) return true;
  return profile.pages.some(({ page }) => pageByte(page, char) !== null) || wideCode(profile.wide, char) !== null;
}

/** Where the printer stands: in a single-byte page, and whether it reads pairs of bytes instead. */
export interface CharsetState {
  page: CodePage | null;
  wide: boolean;
}

/** Bytes that follow after the change that they need; `null` when they need none. */
export interface CodedText {
  change: 'wide' | CodePage | null;
  bytes: number[];
}

/** The alphabets a character can be taken from: the pages that have it; else the wide font; all, for ASCII (`null`). */
type Alphabet = 'wide' | CodePage;

function alphabetsOf(profile: PrinterProfile, char: string): readonly Alphabet[] | null {
  if (asciiByte(char) !== null) return null;
  const pages = profile.pages.filter(({ page }) => pageByte(page, char) !== null).map(({ page }) => page);
  if (pages.length > 0) return pages;
  return wideCode(profile.wide, char) === null ? null : ['wide'];
}

/**
 * Text as bytes with as few changes of page or mode as possible: it stays where the printer is as long as that has the
 * next character, and changes to what then lasts longest, the profile's order deciding between equals. (Taking the
 * longest run each time is the fewest runs there can be.) A character takes the same columns wherever it is taken from:
 * the wide font is used only for what no page has. What the printer lacks comes out as `?`.
 */
export function encodeText(profile: PrinterProfile, text: string, from: CharsetState): CodedText[] {
  const chars = [...text];
  const alphabets = chars.map((char) => alphabetsOf(profile, char));
  const coded: CodedText[] = [];
  let page = from.page;
  let state: Alphabet | null = from.wide ? 'wide' : page;
  let open: CodedText = { change: null, bytes: [] };
  for (const [at, char] of chars.entries()) {
    const choices = alphabets[at];
    if (choices && !(state !== null && choices.includes(state))) {
      if (open.bytes.length > 0) coded.push(open);
      const nearest = page !== null && choices.includes(page) ? [page, ...choices] : choices;
      state = longestLasting(nearest, alphabets, at);
      if (state !== 'wide') page = state;
      open = { change: state, bytes: [] };
    }
    open.bytes.push(...bytesOf(profile, char, choices ? state : null));
  }
  if (open.bytes.length > 0) coded.push(open);
  return coded;
}

function longestLasting(
  choices: readonly Alphabet[],
  alphabets: readonly (readonly Alphabet[] | null | undefined)[],
  at: number,
): Alphabet | null {
  let best: Alphabet | null = null;
  let longest = 0;
  for (const choice of choices) {
    let end = at;
    while (end < alphabets.length && (alphabets[end]?.includes(choice) ?? true)) end += 1;
    if (end - at > longest) {
      best = choice;
      longest = end - at;
    }
  }
  return best;
}

function bytesOf(profile: PrinterProfile, char: string, alphabet: Alphabet | null): readonly number[] {
  if (alphabet === 'wide') return [...(wideCode(profile.wide, char) ?? [QUESTION_MARK])];
  const byte = alphabet === null ? asciiByte(char) : pageByte(alphabet, char);
  return [byte ?? QUESTION_MARK];
}
