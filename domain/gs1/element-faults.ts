import { type Element, fitsPattern, identifierRule } from '#domain/gs1/application-identifiers.ts';
import { checkDigit } from '#domain/gs1/check-digit.ts';
import { LINTERS } from '#domain/gs1/linters.ts';

/** What is wrong with an element of a code that is GS1's. */
export type ElementFault =
  /** The digit that would be right, where it is a single one. */
  | { reason: 'check-digit'; ai: string; expected?: number }
  /** A day or an hour that there is not. */
  | { reason: 'date'; ai: string }
  /** Anything else its data may not be. */
  | { reason: 'field'; ai: string }
  /** It may not stand beside `other`, or stands there twice with different data. */
  | { reason: 'clash'; ai: string; other: string }
  /** It says something of what the code does not name. */
  | { reason: 'missing'; ai: string };

const REASONS: Readonly<Record<string, 'check-digit' | 'date'>> = {
  csum: 'check-digit',
  csumalpha: 'check-digit',
  iban: 'check-digit',
  yymmdd: 'date',
  yymmd0: 'date',
  yyyymmdd: 'date',
  yyyymmd0: 'date',
  hh: 'date',
  hhmi: 'date',
  mi: 'date',
  ss: 'date',
};

/**
 * What is wrong first with elements whose form is right: their data by the checks of the syntax dictionary, then what may
 * not stand together, then what must (GS1 General Specifications, sections 4.13 and 4.14). Undefined where all is right.
 */
export function elementFault(elements: readonly Element[], thisYear: number): ElementFault | undefined {
  return (
    firstOf(elements, (element) => dataFault(element, thisYear)) ??
    firstOf(elements, (element) => clash(element, elements)) ??
    firstOf(elements, (element) => missing(element, elements))
  );
}

function firstOf(
  elements: readonly Element[],
  faultOf: (element: Element) => ElementFault | undefined,
): ElementFault | undefined {
  for (const element of elements) {
    const fault = faultOf(element);
    if (fault) return fault;
  }
  return undefined;
}

function dataFault({ ai, value }: Element, thisYear: number): ElementFault | undefined {
  const rule = identifierRule(ai);
  const parts = rule?.form.exec(value)?.slice(1);
  if (!rule || !parts) return { reason: 'field', ai };
  for (const [index, checks] of rule.checks.entries()) {
    const part = parts[index];
    if (part === undefined) continue;
    const failed = checks.find((check) => !LINTERS.get(check)?.(part, thisYear));
    if (failed === undefined) continue;
    const expected = failed === 'csum' ? { expected: checkDigit(part.slice(0, -1)) } : {};
    return { reason: REASONS[failed] ?? 'field', ai, ...expected };
  }
  return undefined;
}

function clash({ ai, value }: Element, elements: readonly Element[]): ElementFault | undefined {
  const excludes = identifierRule(ai)?.excludes ?? [];
  const other = elements.find((element) =>
    element.ai === ai ? element.value !== value : excludes.some((pattern) => fitsPattern(element.ai, pattern)),
  );
  return other ? { reason: 'clash', ai, other: other.ai } : undefined;
}

function missing({ ai }: Element, elements: readonly Element[]): ElementFault | undefined {
  const has = (pattern: string) => elements.some((element) => fitsPattern(element.ai, pattern));
  const met = identifierRule(ai)?.requires.every((alternatives) => alternatives.some((all) => all.every(has)));
  return met === false ? { reason: 'missing', ai } : undefined;
}
