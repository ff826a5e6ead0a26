import { encodedChecksums } from './dialog06-checksum.ts';
import { gramsOf, type ScaleDialog, type ScaleReading, type ScaleRequest, type ScaleStep } from './scale-dialog.ts';

const [STX, ETX, EOT, ACK, NAK] = [0x02, 0x03, 0x04, 0x06, 0x15];
const ESC = '\x1b';
const LONGEST = 40;
const PRICE_MAX = 999_999;
const TARE_MAX = 9_999;

/** Status of record 09 (Ohaus Aviator 7000 service manual, section 6.1.3.3, page 40; Mettler-Toledo Diva, page 54). */
const STATUS: Readonly<Record<string, ScaleReading>> = {
  '00': { kind: 'not-yet' },
  '02': { kind: 'garbled' },
  '20': { kind: 'sight', sight: 'motion' },
  '21': { kind: 'not-yet' },
  '22': { kind: 'not-yet' },
  '30': { kind: 'sight', sight: 'zero' },
  '31': { kind: 'sight', sight: 'underload' },
  '32': { kind: 'sight', sight: 'overload' },
};

type Waiting = 'nothing' | 'sent' | 'weight' | 'status' | 'checksums' | 'verdict';

/** What both makers of a scale and a till know, for scales set to ask for checksums. */
export interface ChecksumSecret {
  /** Of the parts of the program that are verified, 16 bits. */
  checksum: number;
  /** P without its top bit, 16 bits. */
  polynomial: number;
}

/**
 * Checkout dialogue 06 (Bizerba, Mettler-Toledo, Dibal, Ohaus): record 01 or 03 tells unit price and tare, the scale
 * acknowledges, `EOT ENQ` asks for the result, record 02 brings weight, unit price and price; after `NAK` record 08 asks
 * why, record 09 says it. A scale may ask for checksums first (record 11), which record 10 answers. Ohaus Aviator 7000
 * service manual, section 6.1.3, pages 38 to 41; Dibal PI100 manual, section 7.5. Usually 9600 baud, 7 data bits, odd parity.
 *
 * A record 02 is a weight only when it is in kilograms, repeats the unit price it was told, and its price is weight times unit
 * price within one minor unit: that guards the digits better than an XOR would, except at low unit prices.
 */
export function dialog06(secret: ChecksumSecret | null = null): ScaleDialog {
  let request: ScaleRequest = { tare: 0, unitPrice: 0 };
  let waiting: Waiting = 'nothing';
  let frame: number[] | null = null;

  function told(next: Waiting, text: string): ScaleStep {
    waiting = next;
    return { send: bytesOf(text) };
  }
  function ends(reading: ScaleReading): ScaleStep[] {
    waiting = 'nothing';
    return [{ reading }];
  }
  const resend = (): ScaleStep => told('sent', priceRecord(request));
  const askWhy = (): ScaleStep => told('status', record('08'));
  const askResult = (next: Waiting): ScaleStep => told(next, '\x04\x05');

  function heardControl(byte: number): ScaleStep[] {
    if (byte === NAK) return waiting === 'status' ? ends({ kind: 'garbled' }) : [askWhy()];
    if (byte !== ACK) return [];
    if (waiting === 'sent') return [askResult('weight')];
    if (waiting === 'checksums') return [askResult('verdict')];
    return ends({ kind: 'garbled' });
  }

  function heardRecord(text: string): ScaleStep[] {
    const [number = '', ...fields] = text.split(ESC);
    if (number === '11' && fields.length === 1) return heardChecksums(fields[0] ?? '');
    if (number === '02' && waiting === 'weight') return closed(readResult(fields, request));
    if (number === '09' && waiting === 'status' && fields.length === 1) {
      const [status = ''] = fields;
      if (!/^\d\d$/.test(status)) return closed({ kind: 'garbled' });
      return closed(STATUS[status] ?? { kind: 'error', detail: `status ${status}` });
    }
    return closed({ kind: 'garbled' });
  }
  /** Every answer of the scale is ended by an `EOT` of the till's. */
  function closed(reading: ScaleReading): ScaleStep[] {
    return [{ send: Uint8Array.of(EOT) }, ...ends(reading)];
  }
  function heardChecksums(field: string): ScaleStep[] {
    if (waiting === 'status') return closed({ kind: 'garbled' });
    if (/^2[0-9A-Fa-f]{2}$/.test(field)) {
      if (!secret) return closed({ kind: 'error', detail: 'it asks for checksums' });
      const random = Number.parseInt(field.slice(1), 16);
      const words = encodedChecksums(secret.checksum, secret.polynomial, random);
      return [told('checksums', record('10', words))];
    }
    if (field === '1' && waiting === 'verdict') return [resend()];
    if (field === '0' && waiting === 'verdict') return closed({ kind: 'error', detail: 'it refuses the checksums' });
    return closed({ kind: 'garbled' });
  }

  function take(byte: number): ScaleStep[] {
    if (byte === STX) {
      const cut = frame !== null;
      frame = [];
      return cut ? ends({ kind: 'garbled' }) : [];
    }
    if (frame === null) return heardControl(byte);
    if (byte === ETX) {
      const text = String.fromCharCode(...frame);
      frame = null;
      return heardRecord(text);
    }
    frame.push(byte);
    return frame.length > LONGEST ? ends({ kind: 'garbled' }) : [];
  }

  return {
    zero: null,
    ask(asked) {
      request = asked;
      frame = null;
      waiting = 'sent';
      return bytesOf(priceRecord(asked));
    },
    push(bytes) {
      const steps: ScaleStep[] = [];
      if (request.unitPrice > PRICE_MAX || request.tare > TARE_MAX) {
        return waiting === 'nothing' ? [] : ends({ kind: 'error', detail: 'unit price or tare is too large for it' });
      }
      for (const byte of bytes) {
        if (waiting === 'nothing') break;
        steps.push(...take(byte));
      }
      return steps;
    },
  };
}

/** Record 01, or 03 with a tare: six digits of price, four of tare (Dibal PI100, section 7.5). What is too large is sent as nothing and refused. */
function priceRecord({ tare, unitPrice }: ScaleRequest): string {
  const price = digits(unitPrice > PRICE_MAX ? 0 : unitPrice, 6);
  return tare > 0 ? record('03', price, digits(tare > TARE_MAX ? 0 : tare, 4)) : record('01', price, '');
}

function record(number: string, ...fields: string[]): string {
  return `\x04\x02${[number, ...fields].join(ESC)}\x03`;
}

function readResult(fields: readonly string[], { tare, unitPrice }: ScaleRequest): ScaleReading {
  const [unit = '', weight = '', price = '', amount = ''] = fields;
  const formed = fields.length === 4 && /^\d{5}$/.test(weight) && /^\d{5,6}$/.test(price) && /^\d{6}$/.test(amount);
  if (!formed) return { kind: 'garbled' };
  if (unit !== '3')
    return /^[0-2]$/.test(unit) ? { kind: 'error', detail: 'it weighs in pounds' } : { kind: 'garbled' };
  const grams = gramsOf(weight);
  if (Number(price) !== unitPrice) return { kind: 'garbled' };
  if (Math.abs(Number(amount) * 1_000 - grams * unitPrice) > 1_000) return { kind: 'garbled', price: true };
  return {
    kind: 'weight',
    grams,
    tare: tare > 0 ? 'told' : 'none',
    ...(unitPrice > 0 ? { price: Number(amount) } : {}),
  };
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}
