import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReceiptBlock, ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { chineseModel, latinModel } from '#drivers/sim/charsets.ts';
import { drawPages, plainLines } from './draw-pages.ts';
import { EscPosDecoder, type EscPosEvent } from './escpos-decode.ts';
import { encodeEscPos } from './escpos-encode.ts';
import { PAPER_58MM, PAPER_80MM, type PrinterProfile } from './printer-profile.ts';

const CP858_ONLY: PrinterProfile = {
  ...PAPER_58MM,
  pages: [{ page: 'cp858', number: 19 }],
  wide: 'none',
};

/** Hex of what lies between the fixed beginning (init, page) and the fixed end (cut) of a job. */
function body(blocks: ReceiptBlock[], profile = PAPER_58MM): string {
  const hex = Buffer.from(encodeEscPos({ language: 'en', blocks }, profile)).toString('hex');
  const start = profile.wide === 'none' ? '1b401b7413' : '1b401c2e1b7410';
  const end = '1d564200';
  expect(hex.startsWith(start)).toBe(true);
  expect(hex.endsWith(end)).toBe(true);
  return hex.slice(start.length, -end.length);
}

function decode(bytes: Uint8Array, { wide, columns }: PrinterProfile): EscPosEvent[] {
  return new EscPosDecoder({ charsets: wide === 'none' ? latinModel : chineseModel, columns }).push(bytes);
}

/** What a printer makes of a document, as text. */
function printed(document: ReceiptDocument, profile: PrinterProfile): string[] {
  const [page, ...more] = drawPages(decode(encodeEscPos(document, profile), profile));
  expect(more).toEqual([]);
  expect(page?.unknown).toEqual([]);
  expect(page?.cut).toBe(true);
  return (page?.drawn ?? []).flatMap((drawn) => plainLines(drawn, profile.columns));
}

const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex');

describe('encodeEscPos, byte for byte', () => {
  it('begins with ESC @, FS . and ESC t, ends with GS V', () => {
    expect(Buffer.from(encodeEscPos({ language: 'en', blocks: [] }, PAPER_80MM)).toString('hex')).toBe(
      '1b401c2e1b74101d564200',
    );
    const plain = { ...CP858_ONLY, cut: 'none' as const };
    expect(Buffer.from(encodeEscPos({ language: 'en', blocks: [] }, plain)).toString('hex')).toBe('1b401b74131b6404');
    expect(
      Buffer.from(encodeEscPos({ language: 'en', blocks: [] }, { ...CP858_ONLY, cut: 'full' })).toString('hex'),
    ).toBe('1b401b74131d564100');
  });

  it('sets ESC a, ESC E and GS ! only as they change', () => {
    expect(
      body([
        { kind: 'text', text: 'A', align: 'center', bold: true, size: 2 },
        { kind: 'text', text: 'B', align: 'center', bold: true, size: 2 },
        { kind: 'text', text: 'C', align: 'right' },
      ]),
    ).toBe(`1b61011b45011d2111${hex('A')}0a${hex('B')}0a1b61021b45001d2100${hex('C')}0a1b6100`);
  });

  it('pads rows, draws rules, feeds with ESC d', () => {
    expect(body([{ kind: 'row', left: 'Tea', right: '4.95' }])).toBe(`${hex(`Tea${' '.repeat(25)}4.95`)}0a`);
    expect(body([{ kind: 'rule' }, { kind: 'feed', lines: 3 }])).toBe(`${hex('-'.repeat(32))}0a1b6403`);
  });

  it('writes Latin in its page and Chinese as GB18030 between FS & and FS .', () => {
    expect(body([{ kind: 'text', text: 'café 5 €' }])).toBe(`${hex('caf')}e9${hex(' 5 ')}800a`);
    expect(body([{ kind: 'text', text: 'é可乐é' }])).toBe('e91c26bfc9c0d61c2ee90a');
    expect(body([{ kind: 'text', text: 'é€' }], CP858_ONLY)).toBe('82d50a');
  });

  it('prints Code 128 with GS H, GS f, GS h, GS w, GS k 73', () => {
    const set = '1b61011d48021d66001d68501d77021d6b49';
    expect(body([{ kind: 'barcode', text: 'A-{1' }])).toBe(`${set}07${hex('{BA-{{1')}1b6100`);
    expect(body([{ kind: 'barcode', text: '123456' }])).toBe(`${set}05${hex('{C')}0c22381b6100`);
  });

  it('prints QR with GS ( k functions 165, 167, 169, 180, 181', () => {
    expect(body([{ kind: 'qr', text: 'é' }])).toBe(
      '1b6101' +
        '1d286b0400314132001d286b03003143061d286b0300314531' +
        '1d286b0500315030c3a9' +
        '1d286b03003151301b6100',
    );
  });

  it('prints as text what no symbol of the paper can hold', () => {
    expect(body([{ kind: 'barcode', text: 'x'.repeat(40) }])).not.toContain('1d6b');
    expect(body([{ kind: 'barcode', text: 'é' }])).toBe('1b6101e90a1b6100');
    expect(body([{ kind: 'qr', text: 'x'.repeat(3000) }])).not.toContain('1d286b');
  });
});

describe('a receipt read back', () => {
  const receipt = (language: string, words: Record<string, string>): ReceiptDocument => ({
    language,
    blocks: [
      { kind: 'text', text: words.store ?? '', align: 'center', bold: true, size: 2 },
      { kind: 'rule' },
      { kind: 'row', left: words.item ?? '', right: words.price ?? '' },
      { kind: 'row', left: words.total ?? '', right: words.price ?? '', bold: true },
      { kind: 'feed', lines: 1 },
      { kind: 'barcode', text: 'T1-000042' },
      { kind: 'qr', text: 'https://example.com/r/42?store=中' },
      { kind: 'text', text: words.thanks ?? '', align: 'center' },
    ],
  });
  const expected = (words: string[]) => [
    ...words.slice(0, 1),
    '-'.repeat(32),
    ...words.slice(1, -1),
    '',
    '[code128 T1-000042]',
    '[qr https://example.com/r/42?store=中]',
    ...words.slice(-1),
  ];

  it('in English', () => {
    const words = { store: 'Corner Shop', item: 'Mug red', price: '£5.10', total: 'Total', thanks: 'Thank you' };
    expect(printed(receipt('en', words), PAPER_58MM)).toEqual(
      expected([
        '  Corner Shop',
        'Mug red                    £5.10',
        'Total                      £5.10',
        '           Thank you',
      ]),
    );
  });

  it('in Chinese', () => {
    const words = {
      store: '街角小店',
      item: '可口可乐 330ml × 2',
      price: '¥7.00',
      total: '合计',
      thanks: '谢谢惠顾！',
    };
    expect(printed(receipt('zh-CN', words), PAPER_58MM)).toEqual(
      expected([
        '    街角小店',
        '可口可乐 330ml × 2         ¥7.00',
        '合计                       ¥7.00',
        '           谢谢惠顾！',
      ]),
    );
  });

  it('in French, on either page', () => {
    const words = {
      store: 'Épicerie',
      item: 'Bœuf haché “à l’os”',
      price: '1\u202F234,50\u00A0€',
      total: 'Total à payer',
      thanks: 'Merci, à bientôt',
    };
    expect(printed(receipt('fr', words), PAPER_58MM)).toEqual(
      expected([
        '    Épicerie',
        'Bœuf haché “à l’os”   1 234,50 €',
        'Total à payer         1 234,50 €',
        '        Merci, à bientôt',
      ]),
    );
    expect(printed(receipt('fr', words), CP858_ONLY)).toEqual(
      expected([
        '    Épicerie',
        'Boeuf haché "à l\'os"  1 234,50 €',
        'Total à payer         1 234,50 €',
        '        Merci, à bientôt',
      ]),
    );
  });

  it('without a Chinese font says ? and keeps the amounts', () => {
    expect(printed({ language: 'zh', blocks: [{ kind: 'row', left: '可乐 Ⅱ', right: '￥3.50' }] }, CP858_ONLY)).toEqual(
      [`?? II${' '.repeat(20)}CNY3.50`],
    );
    expect(printed({ language: 'zh', blocks: [{ kind: 'text', text: '😀𠀀㐀' }] }, PAPER_58MM)).toEqual(['???']);
  });
});

describe('hostile text', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: fc.integer({ min: 0, max: 0x9f }).map((code) => String.fromCharCode(code)), maxLength: 40 }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 40 }),
  );
  const profiles = fc.constantFrom(PAPER_58MM, PAPER_80MM, CP858_ONLY, {
    ...PAPER_58MM,
    wide: 'gb18030' as const,
  });

  it('never reaches the printer as a command: what is not ours is text', () => {
    fc.assert(
      fc.property(anything, anything, profiles, (left, right, profile) => {
        const blocks: ReceiptBlock[] = [
          { kind: 'text', text: left },
          { kind: 'row', left, right },
        ];
        const bytes = encodeEscPos({ language: 'en', blocks }, profile);
        const inner = bytes.slice(profile.wide === 'none' ? 5 : 7, -4);
        const withoutModes = Buffer.from(inner).toString('latin1').replaceAll('\x1c&', '').replaceAll('\x1c.', '');
        expect([...withoutModes].filter((char) => char !== '\n' && (char < ' ' || char === '\x7f'))).toEqual([]);
        const events = decode(bytes, profile);
        expect(new Set(events.map((event) => event.kind))).toEqual(new Set(['drawn', 'cut']));
      }),
      { numRuns: 3000 },
    );
  });

  it('prints exactly the lines of the layout, none wider than the paper', () => {
    fc.assert(
      fc.property(anything, anything, profiles, (left, right, profile) => {
        const document: ReceiptDocument = { language: 'zh', blocks: [{ kind: 'row', left, right }] };
        const events = decode(encodeEscPos(document, profile), profile);
        const lines = events.filter((event) => event.kind === 'drawn');
        for (const { drawn } of lines)
          if (drawn.kind === 'line') expect(drawn.columns).toBeLessThanOrEqual(profile.columns);
        const text = lines.flatMap(({ drawn }) => plainLines(drawn, profile.columns)).join('\n');
        const feeds = Buffer.from(encodeEscPos(document, profile)).toString('latin1').split('\n').length - 1;
        expect(text.split('\n')).toHaveLength(feeds);
      }),
      { numRuns: 2000 },
    );
  });

  it('in codes stays data', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const events = decode(
          encodeEscPos(
            {
              language: 'en',
              blocks: [
                { kind: 'qr', text },
                { kind: 'barcode', text },
              ],
            },
            PAPER_80MM,
          ),
          PAPER_80MM,
        );
        expect(events.filter((event) => event.kind !== 'drawn' && event.kind !== 'cut')).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
