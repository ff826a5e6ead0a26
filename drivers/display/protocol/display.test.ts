import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DisplayScreen } from '#drivers/sim/line-display/display-screen.ts';
import { CD5220 } from './cd5220.ts';
import { displayFrame, spells } from './display-frame.ts';
import { ESCPOS_DISPLAY } from './escpos-display.ts';
import { fitLine } from './fit-line.ts';

const ascii = (text: string) => [...text].map((char) => char.charCodeAt(0));
const APPLES = 'Apples 1kg      1.24';
const TOTAL = 'Total           2.09';

describe('ESC/POS for displays', () => {
  // Epson, DM Application Programming Guide 1.0: ESC = 1B 3D, US MD1 1F 01, ESC t 1B 74, HOM 0B, US $ 1F 24 column row.
  it('is byte for byte as in the manual', () => {
    expect([...displayFrame(ESCPOS_DISPLAY, [APPLES, TOTAL], 20, null).bytes]).toEqual([
      ...[0x1b, 0x3d, 2, 0x1f, 0x01, 0x1b, 0x74, 0, 0x0b],
      ...ascii(APPLES),
      ...[0x1f, 0x24, 1, 2],
      ...ascii(TOTAL),
    ]);
    expect(ESCPOS_DISPLAY.start).toEqual([0x1b, 0x3d, 2, 0x1b, 0x40, 0x1f, 0x43, 0]);
  });

  it.each([
    ['Café', 0, [0x43, 0x61, 0x66, 0x82]],
    ['€ 5', 19, [0xd5, 0x20, 0x35]],
    ['Łódź', 18, [0x9d, 0xa2, 0x64, 0xab]],
    ['Чай', 17, [0x97, 0xa0, 0xa9]],
    // Lacking everywhere: left out.
    ['苹果 A', 0, [0x41, 0x20, 0x20]],
  ])('takes the code table that has %s', (text, table, bytes) => {
    const frame = displayFrame(ESCPOS_DISPLAY, [text, ''], 20, null);
    expect(frame.table).toBe(table);
    expect([...frame.bytes.subarray(9, 9 + bytes.length)]).toEqual(bytes);
  });
});

describe('CD5220', () => {
  // CD5220 User's Manual, command list: ESC Q A 1B 51 41, ESC Q B 1B 51 42, each ended by CR; ESC t after CLR.
  it('is byte for byte as in the manual, and sets a code table only where it changes', () => {
    const lines = [0x1b, 0x51, 0x41, ...ascii(APPLES), 0x0d, 0x1b, 0x51, 0x42, ...ascii(TOTAL), 0x0d];
    expect([...displayFrame(CD5220, [APPLES, TOTAL], 20, null).bytes]).toEqual([0x0c, 0x1b, 0x74, 0, ...lines]);
    expect([...displayFrame(CD5220, [APPLES, TOTAL], 20, 0).bytes]).toEqual(lines);
    expect([...displayFrame(CD5220, [APPLES, TOTAL], 20, 2).bytes]).toEqual([0x0c, 0x1b, 0x74, 0, ...lines]);
    expect(CD5220.start).toEqual([0x0c, 0x1b, 0x40]);
  });

  it('spells a currency that its code tables lack', () => {
    const { bytes } = displayFrame(CD5220, ['Coffee beans   €6.00', ''], 20, 0);
    expect(Buffer.from(bytes).subarray(3, 23).toString('latin1')).toBe('Coffee beans EUR6.00');
  });
});

describe('what a display can write', () => {
  it.each([
    ['Café €1.20', true, true],
    ['“Łódź” – ①', true, true],
    ['Чай 3', true, false],
    ['苹果 3.00', false, false],
    ['? 3.00', true, true],
  ])('%s', (text, escpos, cd5220) => {
    expect([spells(ESCPOS_DISPLAY, [text, '']), spells(CD5220, ['', text])]).toEqual([escpos, cd5220]);
  });
});

describe('fitLine', () => {
  const has = (char: string) => char >= ' ' && char <= '~';
  it.each([
    ['short', 'Hello', 10, 'Hello     '],
    ['left and right', 'Tea    1.20', 10, 'Tea   1.20'],
    ['what it has no letters for is left out', '苹果 Tea  3.00', 14, 'Tea       3.00'],
    ['with the space before it', 'Tea 苹果 Cup', 14, 'Tea Cup       '],
    ['the amount alone of a name without a letter of its own', '苹果      3.00', 14, '          3.00'],
    ['a gap that a spelling took', 'Tea    €1.20', 12, 'Tea  EUR1.20'],
    ['the left gives way', 'Green tea  €1.20', 16, 'Green te EUR1.20'],
    ['too long without a gap', 'Green tea large 1.20', 12, 'Green t 1.20'],
    ['controls', 'a\u001b@b\u0007\r\nc', 8, 'a@b c   '],
  ])('%s', (_, text, columns, shown) => {
    expect(fitLine(text, columns, has)).toBe(shown);
  });
});

describe.each([
  ['ESC/POS', ESCPOS_DISPLAY],
  ['CD5220', CD5220],
])('%s on a screen', (_, language) => {
  it.each([16, 20, 40])(
    'shows any two texts on %d columns, whatever was shown before, and acts on nothing in them',
    (columns) => {
      const text = fc.string({ unit: fc.constantFrom(...'aB9 €éЖ果¥\u001b\u001f\u0000\r\n\f\u000bQA@t=\u200e\ud800') });
      fc.assert(
        fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 4 }), (shown) => {
          const screen = new DisplayScreen(columns);
          screen.push(Uint8Array.from(language.start));
          let table: number | null = null;
          for (const lines of shown) {
            const frame = displayFrame(language, lines, columns, table);
            table = frame.table;
            screen.push(frame.bytes);
          }
          const [upper, lower] = shown.at(-1) ?? ['', ''];
          const fresh = new DisplayScreen(columns);
          fresh.push(displayFrame(language, [upper, lower], columns, null).bytes);
          expect(screen.lines).toEqual(fresh.lines);
          for (const line of screen.lines) expect(line).toMatch(/^[^\p{Cc}\ufffd]*$/u);
        }),
        { numRuns: 300 },
      );
    },
  );
});
