import { type Element, isElement } from '#domain/gs1/application-identifiers.ts';

/** Qualifiers of a GTIN that may stand in the path behind it: variant, batch, serial. */
const QUALIFIERS: ReadonlySet<string> = new Set(['22', '10', '21']);

/**
 * The elements of a GS1 Digital Link URI of a trade item: `https://any.host/any/path/01/<GTIN>[/10/<batch>][/21/<serial>]
 * [?17=<expiry>&…]` (GS1 Digital Link Standard: URI Syntax, sections 4.3 to 4.10). A GTIN of 8, 12 or 13 digits gets its
 * zeros. Query keys that are no application identifiers are left out. Undefined for any other URI.
 */
export function readDigitalLink(uri: string): Element[] | undefined {
  const [, path = '', query = ''] = /^https?:\/\/[^/?#]+([^?#]*)(?:\?([^#]*))?/i.exec(uri) ?? [];
  const segments = path.split('/').map(decoded);
  const at = segments.findIndex(
    (segment, index) => segment === '01' && /^(\d{8}|\d{12,14})$/.test(segments[index + 1] ?? ''),
  );
  if (at < 0) return undefined;
  const elements: Element[] = [{ ai: '01', value: (segments[at + 1] ?? '').padStart(14, '0') }];
  const behind = segments.slice(at + 2);
  for (let index = 0; index + 1 < behind.length; index += 2) {
    const ai = behind[index] ?? '';
    if (!QUALIFIERS.has(ai)) return undefined;
    elements.push({ ai, value: behind[index + 1] ?? '' });
  }
  for (const pair of query.split(/[&;]/)) {
    const [key = '', value = ''] = pair.split('=').map(decoded);
    if (/^\d{2,4}$/.test(key)) elements.push({ ai: key, value });
  }
  return elements.every(isElement) ? elements : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
