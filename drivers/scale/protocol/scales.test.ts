import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import casFuzz from './cas.fuzz.ts';
import { cas } from './cas.ts';
import dialog06Fuzz from './dialog06.fuzz.ts';
import { dialog06 } from './dialog06.ts';
import { checkWord, encodedChecksums } from './dialog06-checksum.ts';
import mettlerFuzz from './mettler-8217.fuzz.ts';
import { mettler8217 } from './mettler-8217.ts';
import type { ScaleDialog, ScaleReading, ScaleRequest } from './scale-dialog.ts';

const latin = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const PLAIN: ScaleRequest = { tare: 0, unitPrice: 0 };

/** Asks, and answers with so many bursts; gives what was sent in between and the reading. */
function ask(dialog: ScaleDialog, bursts: readonly string[], request = PLAIN) {
  const sent = [Buffer.from(dialog.ask(request)).toString('latin1')];
  const readings: ScaleReading[] = [];
  for (const burst of bursts) {
    for (const step of dialog.push(latin(burst))) {
      if ('send' in step) sent.push(Buffer.from(step.send).toString('latin1'));
      else readings.push(step.reading);
    }
  }
  return { sent, readings };
}

describe('Mettler-Toledo 8217', () => {
  it('asks with W and reads kilograms with three decimals', () => {
    const { sent, readings } = ask(mettler8217(), ['\x0201.234\r']);
    expect(sent).toEqual(['W']);
    expect(readings).toEqual([{ kind: 'weight', grams: 1234, tare: 'none' }]);
  });

  it('knows a net weight by its N', () => {
    expect(ask(mettler8217(), ['\x0200.720N\r']).readings[0]).toMatchObject({ grams: 720, tare: 'own' });
  });

  // Diva service manual, 6.1.4.3: bit 0 motion, 1 over capacity, 2 under zero, 3 outside the zero range, 4 centre of zero.
  it.each([
    ['A', { kind: 'sight', sight: 'motion' }],
    ['a', { kind: 'sight', sight: 'motion' }],
    ['B', { kind: 'sight', sight: 'overload' }],
    ['C', { kind: 'sight', sight: 'overload' }],
    ['D', { kind: 'sight', sight: 'underload' }],
    ['H', { kind: 'sight', sight: 'not-zeroed' }],
    ['I', { kind: 'sight', sight: 'motion' }],
    ['P', { kind: 'sight', sight: 'zero' }],
    ['@', { kind: 'not-yet' }],
    ['!', { kind: 'garbled' }],
  ])('reads the status byte %s', (status, reading) => {
    expect(ask(mettler8217(), [`\x02?${status}\r`]).readings).toEqual([reading]);
  });

  it.each([
    '\x0201.62\r',
    '\x021.234\r',
    '\x02-1.234\r',
    '\x0201,234\r',
    '\x02\r',
    '\x0201.234',
    '01.234\r',
    '\x0201.2\x0201.234\r',
  ])('makes no weight of %j', (answer) => {
    expect(ask(mettler8217(), [answer]).readings.filter(({ kind }) => kind === 'weight')).toEqual([]);
  });

  it('drops what comes without having been asked for, and what was half there before', () => {
    const dialog = mettler8217();
    expect(dialog.push(latin('\x0209.999\r'))).toEqual([]);
    dialog.ask(PLAIN);
    dialog.push(latin('\x0209.9'));
    dialog.ask(PLAIN);
    expect(dialog.push(latin('99\r\x0200.500\r'))).toEqual([{ reading: { kind: 'weight', grams: 500, tare: 'none' } }]);
  });
});

describe('CAS', () => {
  // AP-1 protocol sheet: BCC is the XOR of D1 to D10.
  const bcc = (block: string): string =>
    String.fromCharCode([...block].reduce((sum, char) => sum ^ char.charCodeAt(0), 0));
  const frame = (block: string, sum = bcc(block)): string => `\x01\x02${block}${sum}\x03\x04`;

  it('enquires, asks by DC1 when data is there, and reads the frame byte by byte', () => {
    const { sent, readings } = ask(cas(), ['\x06', ...frame('S 01.234kg')]);
    expect(sent).toEqual(['\x05', '\x11']);
    expect(readings).toEqual([{ kind: 'weight', grams: 1234, tare: 'none' }]);
  });

  it('has the block check character the manual describes', () => {
    expect(bcc('S 01.234kg').charCodeAt(0)).toBe(
      [0x53, 0x20, 0x30, 0x31, 0x2e, 0x32, 0x33, 0x34, 0x6b, 0x67].reduce((sum, byte) => sum ^ byte),
    );
    expect(ask(cas(), ['\x06\x01\x02S 01.234kg\x65\x03\x04']).readings).toHaveLength(1);
  });

  it.each([
    ['U 01.234kg', { kind: 'sight', sight: 'motion' }],
    ['S-00.020kg', { kind: 'sight', sight: 'underload' }],
    ['SF99.999kg', { kind: 'sight', sight: 'overload' }],
    ['S 01.234lb', { kind: 'garbled' }],
    ['S 1.2345kg', { kind: 'garbled' }],
  ])('reads %s', (block, reading) => {
    expect(ask(cas(), ['\x06', frame(block)]).readings).toEqual([reading]);
  });

  it('takes NAK for not yet, and a wrong check character for no weight', () => {
    expect(ask(cas(), ['\x15']).readings).toEqual([{ kind: 'not-yet' }]);
    expect(ask(cas(), ['\x06\x15']).readings).toEqual([{ kind: 'not-yet' }]);
    expect(ask(cas(), ['\x06', frame('S 01.234kg', 'x')]).readings).toEqual([{ kind: 'garbled' }]);
  });
});

describe('Dialog 06', () => {
  const price = { tare: 0, unitPrice: 399 };

  it('tells the unit price, asks for the result and reads it (Dibal PI100 manual, 7.5)', () => {
    const { sent, readings } = ask(dialog06(), ['\x06', '\x0202\x1b3\x1b01250\x1b000399\x1b000499\x03'], price);
    expect(sent).toEqual(['\x04\x0201\x1b000399\x1b\x03', '\x04\x05', '\x04']);
    expect(readings).toEqual([{ kind: 'weight', grams: 1250, tare: 'none', price: 499 }]);
  });

  it('tells a tare by record 03', () => {
    const { sent, readings } = ask(dialog06(), ['\x06\x0202\x1b3\x1b01000\x1b000399\x1b000399\x03'], {
      ...price,
      tare: 12,
    });
    expect(sent[0]).toBe('\x04\x0203\x1b000399\x1b0012\x03');
    expect(readings[0]).toMatchObject({ grams: 1000, tare: 'told' });
  });

  // Ohaus Aviator 7000 service manual, page 40.
  it.each([
    ['20', { kind: 'sight', sight: 'motion' }],
    ['22', { kind: 'not-yet' }],
    ['30', { kind: 'sight', sight: 'zero' }],
    ['31', { kind: 'sight', sight: 'underload' }],
    ['32', { kind: 'sight', sight: 'overload' }],
    ['02', { kind: 'garbled' }],
    ['11', { kind: 'error', detail: 'status 11' }],
  ])('asks why after NAK: %s', (status, reading) => {
    const { sent, readings } = ask(dialog06(), ['\x06', '\x15', `\x0209\x1b${status}\x03`], price);
    expect(sent.slice(1)).toEqual(['\x04\x05', '\x04\x0208\x03', '\x04']);
    expect(readings).toEqual([reading]);
  });

  it.each([
    ['another unit price', '02\x1b3\x1b01250\x1b000398\x1b000498', { kind: 'garbled' }],
    ['another price', '02\x1b3\x1b01250\x1b000399\x1b000599', { kind: 'garbled', price: true }],
    ['a digit short', '02\x1b3\x1b1250\x1b000399\x1b000499', { kind: 'garbled' }],
    ['pounds', '02\x1b1\x1b01250\x1b000399\x1b000499', { kind: 'error', detail: 'it weighs in pounds' }],
    ['another record', '09\x1b00', { kind: 'garbled' }],
  ])('makes no weight of %s', (_, record, reading) => {
    expect(ask(dialog06(), ['\x06', `\x02${record}\x03`], price).readings).toEqual([reading]);
  });

  it('answers a request for checksums and goes on', () => {
    const secret = { checksum: 0x1234, polynomial: 0x1021 };
    const answers = [
      '\x0211\x1b234\x03',
      '\x06',
      '\x0211\x1b1\x03',
      '\x06',
      '\x0202\x1b3\x1b01000\x1b000399\x1b000399\x03',
    ];
    const { sent, readings } = ask(dialog06(secret), answers, price);
    expect(sent[1]).toBe(`\x04\x0210\x1b${encodedChecksums(0x1234, 0x1021, 0x34)}\x03`);
    expect(sent[2]).toBe('\x04\x05');
    expect(sent[3]).toBe(sent[0]);
    expect(readings).toMatchObject([{ kind: 'weight', grams: 1000 }]);
  });

  it('says so when checksums are asked for and none were agreed on', () => {
    expect(ask(dialog06(), ['\x0211\x1b234\x03'], price).readings).toEqual([
      { kind: 'error', detail: 'it asks for checksums' },
    ]);
  });

  it('divides and rotates checksums as the manual says', () => {
    // CRC-16/XMODEM of the two bytes 12h 34h is the remainder under 1021h: published check value of that catalogue's algorithm.
    expect(checkWord(0x1234, 0x1021)).toBe(0x13c6);
    expect(encodedChecksums(0x1234, 0x1021, 0x34)).toBe('91A0613C');
    expect(encodedChecksums(0x8001, 0x1021, 0x00).slice(0, 4)).toBe('8001');
  });
});

describe('hostile input', () => {
  it.each([mettlerFuzz, casFuzz, dialog06Fuzz])('$name: nothing mutated becomes a weight', ({ samples, run }) => {
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 0, max: 255 })), { maxLength: 3 }),
        fc.array(fc.nat(40), { maxLength: 4 }),
        (sample, changes, splits) => {
          const bytes = Uint8Array.from(sample);
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          const cuts = splits.filter((at) => at <= bytes.length).sort((a, b) => a - b);
          run(bytes, cuts);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
