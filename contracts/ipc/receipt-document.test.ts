import { describe, expect, it } from 'vitest';
import { parse } from '#contracts/schema.ts';
import type { ReceiptBlock } from '#domain/receipt/receipt-document.ts';
import { ReceiptDocument } from './receipt-document.ts';

const blocks: ReceiptBlock[] = [
  { kind: 'text', text: 'a', align: 'center', bold: true, size: 2 },
  { kind: 'row', left: 'a', right: '1.00', bold: true, size: 1 },
  { kind: 'rule' },
  { kind: 'feed', lines: 2 },
  { kind: 'barcode', text: '4006381333931', symbology: 'ean13' },
  { kind: 'barcode', text: 'A-1' },
  { kind: 'qr', text: 'a' },
  { kind: 'image', width: 8, height: 1, dots: 'gA==' },
];

describe('ReceiptDocument', () => {
  it('takes every block there is, and the mark of a copy', () => {
    const document = { language: 'en', widthMm: 58, copyMark: 'COPY', blocks };
    expect(parse(ReceiptDocument, document)).toEqual({ ok: true, value: document });
  });

  it.each([{ kind: 'raw' }, { kind: 'barcode', text: '1', symbology: 'qr' }, { kind: 'feed', lines: 0 }])(
    'refuses %o',
    (block) => {
      expect(parse(ReceiptDocument, { language: 'en', blocks: [block] })).toMatchObject({ ok: false });
    },
  );
});
