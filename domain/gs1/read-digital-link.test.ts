import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBarcode } from '#domain/gs1/read-barcode.ts';
import { readDigitalLink } from '#domain/gs1/read-digital-link.ts';

const GTIN = '09506000134352';
const read = (uri: string) =>
  readDigitalLink(uri)
    ?.map(({ ai, value }) => `(${ai})${value}`)
    .join('');

describe('readDigitalLink', () => {
  it.each([
    // GS1 Digital Link Standard: URI Syntax, section 5: examples.
    ['https://id.gs1.org/01/09520123456788', '(01)09520123456788'],
    ['https://brand.example.com/01/9520123456788', '(01)09520123456788'],
    ['https://brand.example.com/some-extra/pathinfo/01/9520123456788', '(01)09520123456788'],
    ['https://example.com/some/path/info/01/9520123456788', '(01)09520123456788'],
    ['https://id.gs1.org/01/09520123456788/22/2A', '(01)09520123456788(22)2A'],
    ['https://id.gs1.org/01/09520123456788/10/ABC123', '(01)09520123456788(10)ABC123'],
    [
      'https://id.gs1.org/01/09520123456788/10/ABC1/21/12345?17=180426',
      '(01)09520123456788(10)ABC1(21)12345(17)180426',
    ],
    ['https://id.gs1.org/01/09520123456788?3103=000195', '(01)09520123456788(3103)000195'],
    [
      'https://example.com/01/9520123456788?3103=000195&3922=0299&17=201225',
      '(01)09520123456788(3103)000195(3922)0299(17)201225',
    ],
    ['https://id.gs1.org/00/952012345678912345', '(00)952012345678912345'],
    [
      'https://id.gs1.org/00/952012345678912345?02=09520123456788&37=25&10=ABC123',
      '(00)952012345678912345(02)09520123456788(37)25(10)ABC123',
    ],
    ['https://id.gs1.org/414/9520123456788', '(414)9520123456788'],
    ['https://id.gs1.org/414/9520123456788/254/32a%2Fb', '(414)9520123456788(254)32a/b'],
    ['https://example.com/8004/9520614141234567', '(8004)9520614141234567'],
    ['https://id.gs1.org/01/09520123456788?lot=x&linkType=all', '(01)09520123456788'],
    ['https://id.gs1.org/01/09520123456788/', '(01)09520123456788'],
    ['http://id.gs1.org/01/09520123456788#part', '(01)09520123456788'],
    ['https://id.gs1.org/01/09520123456788?17=180426;15=180401', '(01)09520123456788(17)180426(15)180401'],
  ])('reads %s', (uri, elements) => {
    expect(read(uri)).toBe(elements);
  });

  it.each([
    ['qualifiers in a wrong order', `https://a.example/01/${GTIN}/21/S/10/B`],
    ['qualifiers of two alternatives', `https://a.example/01/${GTIN}/10/B/235/T`],
    ['a qualifier twice', `https://a.example/01/${GTIN}/10/B/10/C`],
    ['a qualifier of another key', `https://a.example/01/${GTIN}/254/X`],
    ['a qualifier without data', `https://a.example/01/${GTIN}/10`],
    ['a serial number in the query', `https://a.example/01/${GTIN}?21=S`],
    ['the key in the query again', `https://a.example/01/${GTIN}?01=${GTIN}`],
    ['an identifier that does not exist', `https://a.example/01/${GTIN}?05=1`],
    ['a wrong encoding', `https://a.example/01/${GTIN}/10/%E0%A4%A`],
    ['no key', 'https://a.example/p/12345?17=261231'],
    ['another scheme', `ftp://a.example/01/${GTIN}`],
    ['a compressed one', 'https://a.example/ASHIvSq4IQAk'],
    ['white space', `https://a.example/01/${GTIN}/10/A B`],
  ])('takes %s for none', (_, uri) => {
    expect(read(uri)).toBeUndefined();
  });

  it.each([
    ['a day that there is not', `https://a.example/01/${GTIN}?17=261331`, { reason: 'date', ai: '17' }],
    ['a best before that there is not', `https://a.example/01/${GTIN}?15=260230`, { reason: 'date', ai: '15' }],
    ['two weights', `https://a.example/01/${GTIN}?3102=010000&3103=001000`, { reason: 'clash' }],
  ])('is refused with the reason for %s', (_, uri, fault) => {
    expect(readBarcode(uri, { businessDate: '2026-11-22' })).toMatchObject({ kind: 'bad-gs1', text: uri, fault });
  });

  it('reads back any batch and serial', () => {
    const data = fc.string({ unit: fc.constantFrom(...'!"%&()*+,-./019:;<=>?AZ_az'), minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(data, data, (batch, serial) => {
        // Dots alone are resolved away by anything that handles addresses; GS1 keys with them are not put into links.
        const uri = `https://a.example/x/01/${GTIN}/10/${encodeURIComponent(batch)}/21/${encodeURIComponent(serial)}?17=261231`;
        expect(readBarcode(uri, { businessDate: '2026-11-22' })).toEqual({
          kind: 'gs1',
          gtin: GTIN,
          data: { batch, serial, expiry: '2026-12-31' },
        });
      }),
    );
  });
});
