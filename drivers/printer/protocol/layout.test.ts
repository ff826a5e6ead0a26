import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReceiptBlock } from '#domain/receipt/receipt-document.ts';
import { cleanText } from './clean-text.ts';
import { layoutReceipt, type ReceiptLine } from './layout.ts';
import { textColumns } from './text-width.ts';
import { wrapText } from './wrap-text.ts';

function lay(blocks: ReceiptBlock[], columns = 32): ReceiptLine[] {
  return layoutReceipt({ language: 'en', blocks }, columns);
}

/** Text lines as they look on paper. */
function drawn(lines: ReceiptLine[]): string[] {
  return lines.map((line) => {
    if (line.kind !== 'text') return `<${line.kind}>`;
    let text = '';
    for (const run of line.runs) text += ' '.repeat(run.column - textColumns(text)) + run.text;
    return text;
  });
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom('Tea', '可乐', '，', '（', '100', ' ', '  ', 'café', '12,50 €', '\u3000', '①'), {
      maxLength: 20,
    })
    .map((parts) => parts.join('')),
);

describe('cleanText', () => {
  it('leaves no control, format or private character, lone surrogate or loose accent', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cleanText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u);
        expect(cleanText(text)).not.toMatch(/(?=\p{Script=Inherited})\p{M}|(^|\s)\p{M}/u);
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
    );
  });

  it('composes, spaces line breaks, and keeps the parts of an amount together', () => {
    expect(cleanText('cafe\u0301\r\nau lait')).toBe('café au lait');
    expect(cleanText('1\u202F234,50\u00A0€')).toBe('1\u00A0234,50\u00A0€');
    expect(cleanText('a\u202Eb\u200Bc\uD800d\uE000')).toBe('abcd');
  });
});

describe('textColumns', () => {
  it.each([
    ['Mug 2 x 5.10', 12],
    ['café Ÿ € “”…—', 13],
    ['可口可乐 330ml', 14],
    ['￥１２', 6],
    ['①→℃', 6],
    ['ｶﾅ', 2],
    ['łő', 2],
  ])('%s takes %i', (text, columns) => expect(textColumns(text)).toBe(columns));
});

describe('wrapText', () => {
  it('loses nothing but spaces at breaks, and never exceeds the line', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 60 }), (source, columns) => {
        const text = cleanText(source);
        const lines = wrapText(text, columns);
        const unspaced = (value: string) => value.replace(/[ \u3000]/g, '');
        expect(unspaced(lines.join(''))).toBe(unspaced(text));
        for (const line of lines) expect(textColumns(line)).toBeLessThanOrEqual(columns);
        if (textColumns(text) <= columns) expect(lines).toHaveLength(1);
      }),
      { numRuns: 2000 },
    );
  });

  it('breaks words at spaces, Chinese anywhere but before closing marks, long words where they must', () => {
    expect(wrapText('WHITE HANGING HEART HOLDER', 14)).toEqual(['WHITE HANGING', 'HEART HOLDER']);
    expect(wrapText('谢谢惠顾，欢迎再来', 8)).toEqual(['谢谢惠', '顾，欢迎', '再来']);
    expect(wrapText('ABCDEFGHIJ', 4)).toEqual(['ABCD', 'EFGH', 'IJ']);
    expect(wrapText('  2 x 5.10', 32)).toEqual(['  2 x 5.10']);
    expect(wrapText('', 32)).toEqual(['']);
  });
});

describe('layoutReceipt', () => {
  it('puts the amount at the right edge of the first line and wraps the name beside it', () => {
    expect(drawn(lay([{ kind: 'row', left: 'WHITE HANGING HEART T-LIGHT HOLDER', right: '5.10' }]))).toEqual([
      'WHITE HANGING HEART T-LIGHT 5.10',
      'HOLDER',
    ]);
  });

  it('counts wide characters as two', () => {
    expect(drawn(lay([{ kind: 'row', left: '可口可乐', right: '¥3.50' }], 16))).toEqual(['可口可乐   ¥3.50']);
  });

  it('halves the columns of double size', () => {
    expect(drawn(lay([{ kind: 'row', left: 'TOTAL', right: '14.13', size: 2, bold: true }]))).toEqual([
      'TOTAL      14.13',
    ]);
  });

  it('gives a right text that leaves no room lines of its own', () => {
    expect(drawn(lay([{ kind: 'row', left: 'Reference', right: '1234567890123456789012345678' }]))).toEqual([
      'Reference',
      '    1234567890123456789012345678',
    ]);
    expect(drawn(lay([{ kind: 'row', left: 'Ref', right: '123456789012' }], 8))).toEqual([
      'Ref',
      '12345678',
      '    9012',
    ]);
  });

  it('never loses a character of the right text, and never writes past the edge', () => {
    fc.assert(
      fc.property(
        anyText,
        anyText,
        fc.integer({ min: 4, max: 48 }),
        fc.constantFrom(1, 2),
        (left, right, columns, size) => {
          const lines = lay([{ kind: 'row', left, right, size: size === 2 ? 2 : 1 }], columns);
          const unspaced = (value: string) => value.replace(/[ \u3000]/g, '');
          const all = unspaced(drawn(lines).join(''));
          // White space at the ends of a text, no-break spaces too, is none of its characters.
          const [kept, amount] = [cleanText(left).trimEnd(), cleanText(right).trim()];
          for (const part of amount.split(/[ \u3000]+/)) {
            if (textColumns(part) <= columns / size) expect(all).toContain(part);
          }
          expect([...all].sort()).toEqual([...unspaced(kept + amount)].sort());
          for (const line of lines) {
            if (line.kind !== 'text') continue;
            for (const run of line.runs) {
              expect(run.column).toBeGreaterThanOrEqual(0);
              expect(run.column + textColumns(run.text)).toBeLessThanOrEqual(Math.floor(columns / size));
            }
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('never shortens an amount that fits the paper: it stands whole on one line', () => {
    const amount = fc.stringMatching(/^-?[0-9]{1,9}[.,][0-9]{2}$/);
    fc.assert(
      fc.property(anyText, amount, (left, right) => {
        const lines = lay([{ kind: 'row', left, right }]);
        expect(drawn(lines).some((line) => line.endsWith(right))).toBe(true);
      }),
    );
  });

  it('passes other blocks through, with data kept as it is', () => {
    expect(
      lay([
        { kind: 'rule' },
        { kind: 'feed', lines: 2 },
        { kind: 'barcode', text: 'A1\u0007' },
        { kind: 'qr', text: 'e\u0301' },
      ]),
    ).toEqual([
      { kind: 'rule' },
      { kind: 'feed', lines: 2 },
      { kind: 'barcode', text: 'A1' },
      { kind: 'qr', text: 'e\u0301' },
    ]);
  });
});
