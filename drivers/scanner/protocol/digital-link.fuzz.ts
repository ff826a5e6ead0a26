import { identifierRule } from '#domain/gs1/application-identifiers.ts';
import { readBarcode } from '#domain/gs1/read-barcode.ts';
import { readDigitalLink } from '#domain/gs1/read-digital-link.ts';
import { bytesOf, must, textOf } from './testing/fuzzing.ts';

/** A split is a slash. */
export default {
  name: 'GS1 Digital Link',
  samples: [
    'https://id.gs1.org/01/09520123456788/10/ABC1/21/12345?17=180426',
    'https://example.com/some/path/01/9520123456788?3103=000195&3922=0299&17=201225',
    'https://id.gs1.org/414/9520123456788/254/32a%2Fb',
    'http://a.example/8004/9520614141234567#x',
  ].map(bytesOf),
  run(bytes: Uint8Array, splits: readonly number[]): void {
    const uri = [...textOf(bytes)].map((char, at) => (splits.includes(at) && at > 8 ? `/${char}` : char)).join('');
    const elements = readDigitalLink(uri);
    const barcode = readBarcode(uri, { businessDate: '2026-11-22' });
    must(elements !== undefined || barcode.kind !== 'gs1', 'an item of no Digital Link');
    if (!elements) return;
    const [key, ...others] = elements;
    must(identifierRule(key?.ai ?? '')?.keyOf !== null, 'it has no key');
    const sequence = identifierRule(key?.ai ?? '')?.keyOf?.flat() ?? [];
    const encoded = (value: string) => encodeURIComponent(value);
    const inPath = others.filter(({ ai }) => sequence.includes(ai) && !identifierRule(ai)?.inQuery);
    const rest = others.filter((element) => !inPath.includes(element));
    const path = [key, ...inPath].map((element) => `/${element?.ai}/${encoded(element?.value ?? '')}`).join('');
    const query = rest.map(({ ai, value }) => `${ai}=${encoded(value)}`).join('&');
    const again = readDigitalLink(`https://id.gs1.org${path}?${query}`);
    must(again !== undefined, `does not read back: ${path}?${query}`);
    const sorted = (all: typeof elements) => JSON.stringify(all.toSorted((a, b) => a.ai.localeCompare(b.ai)));
    must(sorted(again ?? []) === sorted(elements), 'does not read back the same');
    if (barcode.kind !== 'gs1') return;
    const digits = barcode.gtin.replace(/^0{1,6}/, '');
    must(
      uri.split(/[/?]/).some((segment) => decoded(segment).includes(digits)),
      'an item that the address does not name',
    );
  },
};

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}
