import { aiDigits, type Element, isElement, predefinedLength } from '#domain/gs1/application-identifiers.ts';
import { readDigitalLink } from '#domain/gs1/read-digital-link.ts';

/** The separator between elements as scanners send it (FNC1 in the symbol). */
const SEPARATOR = '\u001d';

/** Symbology identifiers of GS1-128, GS1 DataBar, GS1 DataMatrix, GS1 QR Code and GS1 DotCode (ISO/IEC 15424). */
const SYMBOLOGY = /^\](C1|e0|d2|Q3|J1)/;

/**
 * The elements of a GS1 text, in order: an element string with separators, one with its identifiers in parentheses as it is
 * printed below a symbol, or a GS1 Digital Link URI. Undefined for any other text.
 * A bare text without symbology identifier or separator is taken for an element string only where it begins with a GTIN (01)
 * and all of it reads as one (GS1 General Specifications, sections 3 and 7.8; GS1 Digital Link URI Syntax, section 4).
 */
export function readElements(text: string): Element[] | undefined {
  if (/^https?:\/\//i.test(text)) return readDigitalLink(text);
  if (/^\(\d{2,4}\)/.test(text)) return readParentheses(text);
  const marked = SYMBOLOGY.test(text) || text.includes(SEPARATOR);
  const bare = text.replace(SYMBOLOGY, '');
  if (!marked && !/^01\d{14}/.test(bare)) return undefined;
  return readSeparated(bare.startsWith(SEPARATOR) ? bare.slice(1) : bare);
}

function readSeparated(text: string): Element[] | undefined {
  const elements: Element[] = [];
  let rest = text;
  while (rest !== '') {
    const digits = aiDigits(rest);
    if (digits === undefined) return undefined;
    const separator = rest.indexOf(SEPARATOR);
    const length = predefinedLength(rest) ?? (separator < 0 ? rest.length : separator);
    const element = { ai: rest.slice(0, digits), value: rest.slice(digits, length) };
    if (!isElement(element)) return undefined;
    elements.push(element);
    rest = rest.slice(length);
    if (rest.startsWith(SEPARATOR)) rest = rest.slice(1);
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
