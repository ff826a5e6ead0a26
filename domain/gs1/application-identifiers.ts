import { SYNTAX_DICTIONARY } from '#domain/gs1/syntax-dictionary.ts';

/** Part of an element string: an application identifier and its data. */
export interface Element {
  ai: string;
  value: string;
}

/** What the GS1 General Specifications say of an application identifier. */
export interface IdentifierRule {
  /** Its length is fixed in advance, so that no separator needs to stand behind it (figure 7.8.5-2). */
  predefined: boolean;
  /** How many characters its data have where they are of one length, else the most. */
  maxLength: number;
  /** May stand in the query of a Digital Link. */
  inQuery: boolean;
  /** Its data; a group for each of its components. */
  form: RegExp;
  /** The checks of each component, by their names in the syntax dictionary. */
  checks: readonly (readonly string[])[];
  /** Of each of these, one alternative must stand beside it; an alternative is all of its patterns. */
  requires: readonly (readonly (readonly string[])[])[];
  /** Patterns of what may not stand beside it. */
  excludes: readonly string[];
  /** The qualifiers in order that may follow it as the key of a Digital Link, in alternatives; null where it is no key. */
  keyOf: readonly (readonly string[])[] | null;
  title: string;
}

const CHARACTERS: Readonly<Record<string, string>> = {
  N: '\\d',
  X: '[!"%-?A-Z_a-z]',
  Y: '[#\\-/0-9A-Z]',
  Z: '[=\\-0-9A-Z_a-z]',
};

const RULES: ReadonlyMap<string, IdentifierRule> = new Map(SYNTAX_DICTIONARY.trim().split('\n').flatMap(rulesOf));

/** The rule of an identifier; undefined where it is none. */
export function identifierRule(ai: string): IdentifierRule | undefined {
  return RULES.get(ai);
}

/** The identifier at the beginning of a text: no identifier is the beginning of another. */
export function identifierAt(text: string): string | undefined {
  return [2, 3, 4].map((length) => text.slice(0, length)).find((ai) => RULES.has(ai));
}

/** Whether an identifier exists and its data have its form: kinds of characters and lengths. */
export function isElement({ ai, value }: Element): boolean {
  return RULES.get(ai)?.form.test(value) ?? false;
}

/** All identifiers there are. */
export function identifiers(): string[] {
  return [...RULES.keys()];
}

/** Whether an identifier fits a pattern of the dictionary, whose `n` is any digit. */
export function fitsPattern(ai: string, pattern: string): boolean {
  if (ai.length !== pattern.length) return false;
  return [...pattern].every((place, index) => place === 'n' || place === ai[index]);
}

function rulesOf(line: string): [string, IdentifierRule][] {
  const [entry = '', title = ''] = line.split(' # ');
  const [range = '', ...words] = entry.trim().split(/ +/);
  const [flags, rest] = /^[*?]+$/.test(words[0] ?? '') ? [words[0] ?? '', words.slice(1)] : ['', words];
  const attributes = rest.filter((word) => /^(req|ex|dlpkey)\b/.test(word));
  const components = rest.filter((word) => !attributes.includes(word)).map(componentOf);
  const rule: IdentifierRule = {
    predefined: flags.includes('*'),
    maxLength: components.reduce((sum, { max }) => sum + max, 0),
    inQuery: flags.includes('?'),
    form: new RegExp(`^${components.map(({ pattern }) => pattern).join('')}$`),
    checks: components.map(({ checks }) => checks),
    requires: valuesOf(attributes, 'req').map((value) => value.split(',').map((all) => all.split('+'))),
    excludes: valuesOf(attributes, 'ex').flatMap((value) => value.split(',')),
    keyOf: keyOf(attributes),
    title: title.trim(),
  };
  return spread(range).map((ai) => [ai, rule]);
}

function componentOf(word: string): { pattern: string; max: number; checks: string[] } {
  const [, optional, type = 'X', upTo, length = '', checks = ''] =
    /^(\[)?([NXYZ])(\.\.)?(\d+)\]?((?:,\w+)*)$/.exec(word) ?? [];
  const group = `(${CHARACTERS[type]}{${upTo ? '1,' : ''}${length}})${optional ? '?' : ''}`;
  const own = type === 'Z' ? ['cset64'] : [];
  return { pattern: group, max: Number(length), checks: [...checks.split(',').filter(Boolean), ...own] };
}

function valuesOf(attributes: readonly string[], name: string): string[] {
  return attributes.flatMap((word) => (word.startsWith(`${name}=`) ? [word.slice(name.length + 1)] : []));
}

function keyOf(attributes: readonly string[]): string[][] | null {
  const [word] = attributes.filter((attribute) => attribute.startsWith('dlpkey'));
  if (word === undefined) return null;
  const qualifiers = word.slice('dlpkey='.length);
  return qualifiers === '' ? [[]] : qualifiers.split('|').map((sequence) => sequence.split(','));
}

function spread(range: string): string[] {
  const [first = '', last = first] = range.split('-');
  const count = Number(last) - Number(first) + 1;
  return Array.from({ length: count }, (_, step) => String(Number(first) + step).padStart(first.length, '0'));
}
