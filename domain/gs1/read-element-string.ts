import { type Element, identifierAt, identifierRule, isElement } from '#domain/gs1/application-identifiers.ts';
import { readDigitalLink } from '#domain/gs1/read-digital-link.ts';

/** The separator between elements as scanners send it (FNC1 in the symbol). */
const SEPARATOR = '\u001d';

/** Symbology identifiers of GS1-128, GS1 DataBar, GS1 DataMatrix, GS1 QR Code and GS1 DotCode (ISO/IEC 15424). */
const SYMBOLOGY = /^\](C1|e0|d2|Q3|J1)/;

/** Whether a symbology identifier or a separator says that a text is an element string, whatever it holds. */
export function isMarkedGs1(text: string): boolean {
  return SYMBOLOGY.test(text) || text.includes(SEPARATOR);
}

/**
 * The elements of a GS1 text, in order: an element string with separators, one with its identifiers in parentheses as it is
 * printed below a symbol, or a GS1 Digital Link URI. Their form is right; whether their data are is said by `elementFault`.
 * Undefined for any other text. A bare text without symbology identifier or separator is taken for an element string only
 * where it begins with a GTIN (01) and all of it reads as one (GS1 General Specifications, sections 3 and 7.8).
 */
export function readElements(text: string): Element[] | undefined {
  if (/^https?:\/\//i.test(text)) return readDigitalLink(text);
  if (/^\(\d{2,4}\)/.test(text)) return readParentheses(text);
  const bare = text.replace(SYMBOLOGY, '');
  if (!isMarkedGs1(text) && !/^01\d{14}/.test(bare)) return undefined;
  return readSeparated(bare.startsWith(SEPARATOR) ? bare.slice(1) : bare);
}

function readSeparated(text: string): Element[] | undefined {
  const elements: Element[] = [];
  let at = 0;
  while (at < text.length) {
    const ai = identifierAt(text.slice(at, at + 4));
    const rule = ai === undefined ? undefined : identifierRule(ai);
    if (ai === undefined || !rule) return undefined;
    const begin = at + ai.length;
    const separator = text.indexOf(SEPARATOR, begin);
    const end = rule.predefined ? begin + rule.maxLength : separator < 0 ? text.length : separator;
    const element = { ai, value: text.slice(begin, end) };
    if (!isElement(element)) return undefined;
    elements.push(element);
    at = text[end] === SEPARATOR ? end + 1 : end;
  }
  return elements.length > 0 ? elements : undefined;
}

function readParentheses(text: string): Element[] | undefined {
  // Data may hold parentheses too, but none that look like an identifier.
  const parts = text.split(/\((\d{2,4})\)/).slice(1);
  const elements: Element[] = [];
  for (let at = 0; at < parts.length; at += 2) elements.push({ ai: parts[at] ?? '', value: parts[at + 1] ?? '' });
  return elements.every(isElement) ? elements : undefined;
}
