import { identifierRule } from '#domain/gs1/application-identifiers.ts';
import { elementFault } from '#domain/gs1/element-faults.ts';
import { readBarcode } from '#domain/gs1/read-barcode.ts';
import { readElements } from '#domain/gs1/read-element-string.ts';
import { bytesOf, must, textOf } from './testing/fuzzing.ts';

const GTIN = '09506000134352';
const RULES = { businessDate: '2026-11-22' };

/** A split is a separator that a scanner put in. */
export default {
  name: 'GS1 element string',
  samples: [
    `]d201${GTIN}1726123110AB-123\x1d21S1`,
    `01${GTIN}310300125030012\x1d`,
    `(01)${GTIN}(17)261231(10)AB`,
    `]C100106141412345678908`,
    `]e08110012345612345611110123`,
    `]Q301${GTIN}422276\x1d427BY\x1d7003261231235`,
  ].map(bytesOf),
  run(bytes: Uint8Array, splits: readonly number[]): void {
    const text = [...textOf(bytes)].map((char, at) => (splits.includes(at) ? `\x1d${char}` : char)).join('');
    const elements = readElements(text);
    if (elements && !text.startsWith('(') && !/^http/i.test(text)) {
      const bare = (part: string) => part.replace(/^\]../, '').replaceAll('\x1d', '');
      must(elements.map(({ ai, value }) => ai + value).join('') === bare(text), 'data were lost or made up');
      const again = elements
        .map(({ ai, value }) => ai + value + (identifierRule(ai)?.predefined ? '' : '\x1d'))
        .join('');
      must(JSON.stringify(readElements(`]C1${again}`)) === JSON.stringify(elements), 'does not read back the same');
    }
    const barcode = readBarcode(text, RULES);
    if (barcode.kind !== 'gs1') return;
    must(elements !== undefined && elementFault(elements, 2026) === undefined, 'a faulty code is an item');
    must(
      text.includes(barcode.gtin) || readBarcode(barcode.gtin).kind === 'gtin',
      'an item that the code does not name',
    );
  },
};
