import { describe, expect, it } from 'vitest';
import { readZpl } from '#drivers/sim/label-printer/zpl-label.ts';
import { barcodeField, blockData, fieldData } from './zpl-commands.ts';

const USUAL = { width: 800, height: 400 };

/** The examples of Zebra's ZPL II Programming Guide (45541L), each under its command. */
describe('as in the ZPL II Programming Guide', () => {
  it('^FH: a tilde in hexadecimal', () => {
    expect(fieldData('Tilde ~ used for HEX')).toBe('^FH_^FDTilde _7E used for HEX^FS');
    const example = readZpl('^XA^FO100,100^AD^FH^FDTilde _7e used for HEX^FS^XZ', USUAL);
    expect(example.pieces).toMatchObject([{ kind: 'text', text: 'Tilde ~ used for HEX' }]);
  });

  it('^BC: Code 128 in subset B with its start code, and in C', () => {
    expect(barcodeField('code128', 'CODE128', 2, 100)).toBe('^BY2^BCN,100,N,N,N^FH_^FD>:CODE128^FS');
    expect(barcodeField('code128', '382436', 2, 100)).toBe('^BY2^BCN,100,N,N,N^FH_^FD>;382436^FS');
    const [example] = readZpl('^XA^FO100,75^BCN,100,Y,N,N^FD>:CODE128^FS^XZ', USUAL).pieces;
    expect(example).toMatchObject({ symbology: 'code128', text: 'CODE128', x: 100, y: 75, height: 100 });
  });

  it('^BC: what subset B does not take is invoked by ><, >0 and >=', () => {
    expect(barcodeField('code128', 'a^b>c~', 2, 80)).toContain('^FD>:a><b>0c>=^FS');
  });

  it('^BE, ^B8 and ^BU: without the check digit, which the printer works out', () => {
    expect(barcodeField('ean13', '4006381333931', 3, 100)).toBe('^BY3^BEN,100,N,N^FH_^FD400638133393^FS');
    expect(barcodeField('ean8', '96385074', 3, 100)).toBe('^BY3^B8N,100,N,N^FH_^FD9638507^FS');
    expect(barcodeField('upca', '070000021989', 3, 137)).toBe('^BY3^BUN,137,N,N,Y^FH_^FD07000002198^FS');
  });

  it('^FB: lines parted by \\&', () => {
    expect(blockData(['FD command that IS', 'preceded by an FB'])).toBe(
      '^FH_^FDFD command that IS\\&preceded by an FB^FS',
    );
  });

  it('^GB: a box of 300 by 200 dots, and a vertical and a horizontal line', () => {
    const boxes = '^XA^FO50,50^GB300,200,10^FS^FO50,300^GB0,203,20^FS^FO50,300^GB203,0,20^FS^XZ';
    expect(readZpl(boxes, USUAL).pieces).toEqual([
      { kind: 'box', x: 50, y: 50, width: 300, height: 200, thickness: 10 },
      { kind: 'box', x: 50, y: 300, width: 20, height: 203, thickness: 20 },
      { kind: 'box', x: 50, y: 300, width: 203, height: 20, thickness: 20 },
    ]);
  });
});
