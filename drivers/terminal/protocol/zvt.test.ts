import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApduReader, encodeApdu } from './zvt-apdu.ts';
import { decodeBcd, encodeBcd } from './zvt-bcd.ts';
import { decodeFields } from './zvt-fields.ts';
import { authorisation, readIntermediate, readStatus, refund, registration, reversal } from './zvt-messages.ts';
import { readReference, referenceOf } from './zvt-reference.ts';
import { decodeTlv } from './zvt-tlv.ts';
import { resultWords, statusWords } from './zvt-words.ts';

/**
 * Messages that real terminals sent, as the tests of the open implementation Portalum.Zvt (MIT) hold them, re-typed:
 * src/Portalum.Zvt.UnitTest/StatusInformationParserTest.cs and IntermediateStatusInformationParserTest.cs at ed877cb.
 */
const CAPTURED = {
  payment:
    '040F772700040000000020400B0004700C2239530D10060E2512170001197022F0F8EEEEEEEEEEEE477129280048692A3130303436313736332020202020203B36313138303400003CF0F1F447454E2E4E522E3A363131383034490978870470880004708A2E8BF1F74465626974204D61737465726361726400',
  reversal:
    '040FE22700040000000001000B0006070C1548580D02010E2512170001197022F0F8EEEEEEEEEEEE477129280048692A313030343631373633202020202020370006063B37313536393100003CF0F1F447454E2E4E522E3A373135363931490978870607880006078A2E8BF1F74465626974204D6173746572636172640006652410070E47454E2E4E522E3A3731353639314307A0000000041010461F41303030303030303030343130313032304231443733433543314632443335354246',
  abort: '040F1E276C29280048693CF0F1F94162627275636820647572636820 4B756E6465'.replace(' ', ''),
  systemError: '040F1827FF29280048693CF0F1F3426574726167206661 6C736368'.replace(' ', ''),
  timeout: '040F44276C0400000000120049097 80C1133390D081722F0F00B00000019602952500295 8BF0F100'.replaceAll(' ', ''),
  rejected: '040F252705292900027 43CF0F0F9416267656C65686E748A06060D240B070941626765 6C65686E74'.replaceAll(' ', ''),
} as const;

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

/** A captured message; its length byte is set right, as some were cut by hand. */
function message(hex: string) {
  const all = bytes(hex);
  return { control: 0x040f, data: all.slice(3) };
}

describe('status information of real terminals', () => {
  it('of a payment: amount, numbers, time, and nothing of the card', () => {
    const status = readStatus(message(CAPTURED.payment));
    expect(status).toEqual({
      result: 0,
      amount: 2040,
      trace: '000470',
      originalTrace: null,
      receipt: '0470',
      date: '1006',
      time: '223953',
      text: 'GEN.NR.:611804',
    });
    expect(status && referenceOf(status)).toBe('0470-000470-1006-223953');
    expect(JSON.stringify(status)).not.toMatch(/4771|2512/);
  });

  it('of a reversal: which transaction it took back', () => {
    const fixed = message(CAPTURED.reversal);
    const end = fixed.data.indexOf(0x06, 100);
    expect(readStatus({ ...fixed, data: fixed.data.slice(0, end) })).toMatchObject({
      result: 0,
      amount: 100,
      trace: '000607',
      originalTrace: '000606',
      receipt: '0607',
    });
  });

  it.each([
    ['abort', 0x6c, 'Abbruch durch Kunde'],
    ['systemError', 0xff, 'Betrag falsch'],
    ['rejected', 0x05, 'Abgelehnt'],
  ] as const)('of what was not done: %s', (name, result, text) => {
    expect(readStatus(message(CAPTURED[name]))).toMatchObject({ result, text, trace: null });
  });

  it('of a time-out, with an empty card number', () => {
    expect(readStatus(message(CAPTURED.timeout))).toMatchObject({ result: 0x6c, amount: 1200, trace: '000000' });
  });

  it('of which a part is missing says nothing', () => {
    const { control, data } = message(CAPTURED.payment);
    expect(readStatus({ control, data: data.slice(0, -3) })).toBeNull();
    expect(readStatus({ control, data: data.slice(2) })).toBeNull();
    expect(readStatus({ control: 0x060f, data })).toBeNull();
  });

  it.each(['PAN 4111 1111 1111 1111 ok', 'PAN 4111  1111\xb11111   1111 ok'])(
    'with a card number in a text is struck out: %s',
    (said) => {
      const text = Buffer.from(said, 'latin1');
      const told = [0xf0, 0xf0 | Math.floor(text.length / 10), 0xf0 | (text.length % 10)];
      const data = Uint8Array.of(0x27, 0, 0x3c, ...told, ...text);
      expect(readStatus({ control: 0x040f, data })?.text).toBe('PAN **** ok');
    },
  );
});

describe('intermediate status', () => {
  it('is a code, and the lines of the terminal', () => {
    expect(readIntermediate({ control: 0x04ff, data: bytes('0A') })).toEqual({ code: 10, text: '' });
    const lines = bytes('FF10061A24180708455552 20312E3233070C42697474652077617274656E'.replace(' ', ''));
    expect(readIntermediate({ control: 0x04ff, data: lines })).toEqual({ code: 255, text: 'EUR 1.23 Bitte warten' });
  });

  it('strikes a card number out that runs over two lines', () => {
    const line = (text: string) => [0x07, text.length, ...Buffer.from(text)];
    const texts = [...line('4111 1111'), ...line('1111 1111')];
    const data = Uint8Array.of(0xff, 0x10, 0x06, texts.length + 2, 0x24, texts.length, ...texts);
    expect(readIntermediate({ control: 0x04ff, data })).toEqual({ code: 255, text: '****' });
  });

  it('is told in the language of the store', () => {
    expect(statusWords(0x0a, '', 'en-GB')).toBe('Insert, tap or swipe the card');
    expect(statusWords(0x4a, '', 'zh-CN')).toBe('请插卡、拍卡或刷卡, 请取回卡片');
    expect(statusWords(0xff, 'Bitte warten', 'en')).toBe('Bitte warten');
    expect(resultWords(0x6c, null, 'en')).toBe('Cancelled, or the customer took too long');
    expect(resultWords(0x05, 'Abgelehnt', 'en')).toBe('Declined: Abgelehnt');
  });
});

describe('commands', () => {
  it('are the bytes of the published examples', () => {
    // PA00P015 13.13, chapter 2.2; the amount field as in Portalum.Zvt's ZvtClientTest (10.00).
    expect(Buffer.from(authorisation({ amount: 1000, currency: 'EUR' })).toString('hex')).toBe(
      '06010a04000000001000490978',
    );
    expect(Buffer.from(registration('000000', 'EUR')).toString('hex')).toBe('060008000000180978' + '0600');
    expect(Buffer.from(reversal('000000', 470)).toString('hex')).toBe('063006000000870470');
    expect(Buffer.from(refund('123456', { amount: 5, currency: 'GBP' })).toString('hex')).toBe(
      '06310d12345604000000000005490826',
    );
  });

  it('over no amount, or in a currency without a code, are not made', () => {
    expect(() => authorisation({ amount: 0, currency: 'EUR' })).toThrow(RangeError);
    expect(() => authorisation({ amount: 1, currency: 'XAU' })).toThrow(RangeError);
  });
});

describe('the line', () => {
  it('may split and merge messages as it likes', () => {
    const apdu = fc.record({
      control: fc.integer({ min: 0, max: 0xffff }),
      data: fc.uint8Array({ maxLength: 700 }),
    });
    fc.assert(
      fc.property(fc.array(apdu, { maxLength: 6 }), fc.array(fc.nat(2000), { maxLength: 8 }), (messages, cuts) => {
        const all = Buffer.concat(messages.map(encodeApdu));
        const places = [...new Set([0, ...cuts.map((cut) => Math.min(cut, all.length)), all.length])].sort(
          (a, b) => a - b,
        );
        const reader = new ApduReader();
        const read = places.slice(1).flatMap((to, index) => reader.push(all.subarray(places[index], to)));
        expect(read).toEqual(messages.map(({ control, data }) => ({ control, data: Uint8Array.from(data) })));
        expect(reader.pending).toBe(0);
      }),
    );
  });

  it('may send anything, and nothing breaks', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
        expect(() => new ApduReader().push(data)).not.toThrow();
        for (const control of [0x040f, 0x04ff]) {
          readStatus({ control, data });
          readIntermediate({ control, data });
        }
        for (const field of decodeFields(data)?.values() ?? []) expect(field.length).toBeLessThanOrEqual(data.length);
        decodeTlv(data);
      }),
      { numRuns: 2_000 },
    );
  });

  it('uses the long form of the length from 255 bytes on', () => {
    const long = encodeApdu({ control: 0x06d3, data: new Uint8Array(654) });
    expect([...long.slice(0, 5)]).toEqual([0x06, 0xd3, 0xff, 0x8e, 0x02]);
    expect([...encodeApdu({ control: 0x06d3, data: new Uint8Array(254) }).slice(2, 4)]).toEqual([254, 0]);
    expect(() => encodeApdu({ control: 1, data: new Uint8Array(70_000) })).toThrow(RangeError);
  });
});

describe('numbers', () => {
  it('are packed digits', () => {
    fc.assert(
      fc.property(fc.nat(999_999), (value) => {
        expect(Number(decodeBcd(encodeBcd(value, 3)))).toBe(value);
      }),
    );
    expect(decodeBcd(Uint8Array.of(0x1a))).toBeNull();
    expect(() => encodeBcd(1_000_000, 3)).toThrow(RangeError);
    expect(() => encodeBcd(-1, 3)).toThrow(RangeError);
  });

  it('of a reference lead back to its receipt', () => {
    expect(readReference('0470-000470-1006-223953')).toEqual({ receipt: 470, trace: '000470' });
    expect(readReference('slip 42')).toBeNull();
  });
});
