import bidiFactory from 'bidi-js';
import { startsAtRight } from './layout.ts';

const bidi = bidiFactory();
const FROM_RIGHT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** A number with its sign, currency and percent; a space inside is a no-break one. What is part of a Latin word (1L) stays in it. */
const NUMBER =
  /(?<![\p{Script=Latin}\p{Nd}])[-+−–]?\p{Sc}?[-+−–]?\p{Nd}(?:[\p{Nd}.,:'’/\u00A0]*\p{Nd})?(?![\p{Script=Latin}\p{Nd}])%?(?:\u00A0?\p{Sc})?/gu;
const LEFT_TO_RIGHT_ISOLATE = '\u2066';
const POP_ISOLATE = '\u2069';

/** Whether any of a text is written from right to left. */
function hasRightToLeft(text: string): boolean {
  return FROM_RIGHT.test(text);
}

/**
 * The direction a text is set in as a whole: that of its first letter (UAX 9, P2 and P3), but what begins with a number
 * is an amount and is set from left to right.
 */
export function directionOf(text: string, language: string): 'ltr' | 'rtl' {
  const first = /[\p{L}\p{Nd}]/u.exec(text)?.[0];
  if (first === undefined) return startsAtRight(language) ? 'rtl' : 'ltr';
  return FROM_RIGHT.test(first) ? 'rtl' : 'ltr';
}

/** The text with every number isolated, so that a minus or a currency stays on its side of it between letters of any script. */
export function isolateNumbers(text: string): string {
  if (!hasRightToLeft(text)) return text;
  return text.replace(NUMBER, (number) => `${LEFT_TO_RIGHT_ISOLATE}${number}${POP_ISOLATE}`);
}

/** A line of cleaned text in the order it stands on paper, from the left (Unicode Standard Annex 9). */
export function visualOrder(text: string, language: string): string {
  if (!hasRightToLeft(text)) return text;
  const isolated = isolateNumbers(text);
  const levels = bidi.getEmbeddingLevels(isolated, directionOf(text, language));
  return bidi.getReorderedString(isolated, levels).replace(/[\u2066\u2069]/g, '');
}
