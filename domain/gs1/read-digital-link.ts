import { type Element, identifierRule, isElement } from '#domain/gs1/application-identifiers.ts';

/** Host and path, and the query, of a web address. */
const ADDRESS = /^https?:\/\/[^/?#\s]+([^?#\s]*)(?:\?([^#\s]*))?(?:#\S*)?$/i;

/**
 * The elements of an uncompressed GS1 Digital Link URI, in order: `https://any.host/any/path/<key>/<value>[/<qualifier>/<value>]*
 * [?<attribute>=<value>&…]` (GS1 Digital Link Standard: URI Syntax 1.6, section 4). The key is the last in the path that the rest
 * of the path fits as its qualifiers, each at most once and in their order; attributes are those the syntax dictionary allows
 * in a query. A GTIN of 8, 12 or 13 digits gets its zeros (section 4.4). Query keys that are not all digits are left out, as
 * a resolver's own. Undefined for any other address.
 */
export function readDigitalLink(uri: string): Element[] | undefined {
  const [matched, path = '', query = ''] = ADDRESS.exec(uri) ?? [];
  if (matched === undefined) return undefined;
  const segments = decodedAll(path.replace(/\/$/, '').split('/').slice(1));
  const keyed = segments && keyAndQualifiers(segments);
  const attributes = attributesOf(query);
  if (!keyed || !attributes) return undefined;
  const elements = [...keyed, ...attributes];
  const once = new Set(elements.map(({ ai }) => ai)).size === elements.length;
  return once && elements.every(isElement) ? elements : undefined;
}

function keyAndQualifiers(segments: readonly string[]): Element[] | undefined {
  for (let at = segments.length - 2; at >= 0; at -= 2) {
    const sequences = identifierRule(segments[at] ?? '')?.keyOf;
    if (!sequences) continue;
    const [key, ...qualifiers] = pairsOf(segments.slice(at));
    if (!key || !sequences.some((sequence) => isInOrder(qualifiers, sequence))) continue;
    return [key.ai === '01' ? { ai: '01', value: gtin14(key.value) } : key, ...qualifiers];
  }
  return undefined;
}

function pairsOf(segments: readonly string[]): Element[] {
  const pairs: Element[] = [];
  for (let at = 0; at + 1 < segments.length; at += 2) {
    pairs.push({ ai: segments[at] ?? '', value: segments[at + 1] ?? '' });
  }
  return pairs;
}

function isInOrder(qualifiers: readonly Element[], sequence: readonly string[]): boolean {
  const places = qualifiers.map(({ ai }) => sequence.indexOf(ai));
  return places.every((place, index) => place > (places[index - 1] ?? -1));
}

function attributesOf(query: string): Element[] | undefined {
  const elements: Element[] = [];
  for (const pair of query.split(/[&;]/)) {
    const [name = '', ...value] = pair.split('=');
    if (!/^\d+$/.test(name)) continue;
    const decoded = decodedAll([value.join('=')]);
    if (!decoded || !identifierRule(name)?.inQuery) return undefined;
    elements.push({ ai: name, value: decoded[0] ?? '' });
  }
  return elements;
}

function gtin14(digits: string): string {
  return /^(\d{8}|\d{12,13})$/.test(digits) ? digits.padStart(14, '0') : digits;
}

/** Undefined where one of them is wrongly encoded. */
function decodedAll(texts: readonly string[]): string[] | undefined {
  try {
    return texts.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
