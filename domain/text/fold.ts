/** Letters that Unicode does not decompose, and what people type for them. */
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ς: 'σ',
};

/** Between the fields of an entry, and between entries; no field contains them. */
export const FIELD_END = '\t';
export const ENTRY_END = '\n';

const CONTROL = /\p{Cc}/u;
const OUTSIDE_ASCII = /[^\p{ASCII}]/u;
const UNEVEN_SPACE = /[^\S\n\t ]| [ \n\t]|[\n\t] /;

/**
 * Text as it is compared in searches: lower case, without diacritics, full-width forms as plain ones, every run of white
 * space and control characters one space, none at the ends. `Crème BRÛLÉE` is `creme brulee`.
 */
export function fold(text: string): string {
  return foldEntries(clean(text)).trim();
}

/** A text without control characters, ready to be joined with others by `FIELD_END` and `ENTRY_END`. */
export function clean(text: string): string {
  return CONTROL.test(text) ? text.replace(/\p{Cc}/gu, ' ') : text;
}

/** `fold` of every field of every entry, all in one go. */
export function foldEntries(text: string): string {
  const folded = OUTSIDE_ASCII.test(text) ? withoutDiacritics(text) : text.toLowerCase();
  if (!UNEVEN_SPACE.test(folded)) return folded;
  return folded.replace(/[^\S\n\t]+/g, ' ').replace(/ ?([\n\t]) ?/g, '$1');
}

function withoutDiacritics(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðþłıς]/g, (letter) => UNDECOMPOSED[letter] ?? letter);
}
