import { type Apdu, encodeApdu } from './zvt-apdu.ts';
import { decodeBcd, encodeBcd } from './zvt-bcd.ts';
import { decodeFields, FIELD } from './zvt-fields.ts';
import { textLines } from './zvt-tlv.ts';

/** Control fields of the messages spoken here (PA00P015 13.13, chapter 2 for those to the terminal, 3 for those from it). */
export const CONTROL = {
  status: 0x040f,
  intermediate: 0x04ff,
  statusEnquiry: 0x0501,
  registration: 0x0600,
  authorisation: 0x0601,
  completion: 0x060f,
  aborted: 0x061e,
  repeatReceipt: 0x0620,
  reversal: 0x0630,
  refund: 0x0631,
  abort: 0x06b0,
  printLine: 0x06d1,
  printBlock: 0x06d3,
  accepted: 0x8000,
} as const;

/** The first byte of a refusal; the second is its code. `84 00` accepts. */
export const REFUSAL_CLASS = 0x84;
/** Codes of refusals and results that mean something to the till (chapter "Error messages"). */
export const RESULT = { ok: 0x00, abort: 0x6c, notPossible: 0x83, busy: 0x9c } as const;

/** Numeric currency codes of ISO 4217; a terminal knows no others than those it was set up for. */
const CURRENCIES: Readonly<Record<string, number>> = {
  AUD: 36,
  CAD: 124,
  CHF: 756,
  CNY: 156,
  CZK: 203,
  DKK: 208,
  EUR: 978,
  GBP: 826,
  HKD: 344,
  HUF: 348,
  JPY: 392,
  NOK: 578,
  NZD: 554,
  PLN: 985,
  SEK: 752,
  SGD: 702,
  USD: 840,
};

/**
 * Registration's configuration byte: 08 sends intermediate status, 10 lets only the till start payments. Receipts are printed by
 * the terminal itself, so that no card data comes this way.
 */
const CONFIGURATION = 0x18;
/** Of the smallest unit of whatever currency; the amount field has twelve digits. */
const AMOUNT_MAX = 999_999_999_999;

function message(control: number, ...parts: Uint8Array[]): Uint8Array {
  return encodeApdu({ control, data: Uint8Array.from(parts.flatMap((part) => [...part])) });
}

function amountFields({ amount, currency }: { amount: number; currency: string }): Uint8Array[] {
  const code = CURRENCIES[currency];
  if (amount < 1 || amount > AMOUNT_MAX) throw new RangeError(`${amount} is not an amount`);
  if (code === undefined) throw new RangeError(`${currency} has no code here`);
  return [Uint8Array.of(FIELD.amount), encodeBcd(amount, 6), Uint8Array.of(FIELD.currency), encodeBcd(code, 2)];
}

/** Whether a terminal can be asked for money of a currency. */
export function knowsCurrency(currency: string): boolean {
  return Object.hasOwn(CURRENCIES, currency);
}

/** `06 00`: the till makes itself known. `password` is the terminal's, six digits, `000000` as delivered. */
export function registration(password: string, currency: string): Uint8Array {
  const code = encodeBcd(CURRENCIES[currency] ?? 978, 2);
  const known = [encodeBcd(Number(password), 3), Uint8Array.of(CONFIGURATION), code];
  return message(CONTROL.registration, ...known, Uint8Array.of(0x06, 0x00));
}

/** `06 01`: a sale. */
export function authorisation(request: { amount: number; currency: string }): Uint8Array {
  return message(CONTROL.authorisation, ...amountFields(request));
}

/** `06 31`: money back, with the card at hand. */
export function refund(password: string, request: { amount: number; currency: string }): Uint8Array {
  return message(CONTROL.refund, encodeBcd(Number(password), 3), ...amountFields(request));
}

/** `06 30`: takes back the transaction with this receipt number. */
export function reversal(password: string, receipt: number): Uint8Array {
  return message(CONTROL.reversal, encodeBcd(Number(password), 3), Uint8Array.of(FIELD.receipt), encodeBcd(receipt, 2));
}

/** `06 20`: the newest transaction's receipt and status information once more. */
export function repeatReceipt(password: string): Uint8Array {
  return message(CONTROL.repeatReceipt, encodeBcd(Number(password), 3));
}

/** `05 01`: whether the terminal is ready. */
export function statusEnquiry(): Uint8Array {
  return message(CONTROL.statusEnquiry);
}

/** `06 B0`: gives up what is under way. */
export function abort(): Uint8Array {
  return message(CONTROL.abort);
}

/** `80 00`: taken. */
export function accepted(): Uint8Array {
  return message(CONTROL.accepted);
}

/** `84 xx`: not taken. */
export function refused(code: number): Uint8Array {
  return message((REFUSAL_CLASS << 8) | code);
}

/** What a terminal tells of a transaction; absent is null. Numbers are as their digits say. */
export interface StatusInformation {
  result: number;
  amount: number | null;
  trace: string | null;
  originalTrace: string | null;
  receipt: string | null;
  /** MMDD and HHMMSS. */
  date: string | null;
  time: string | null;
  text: string | null;
}

/** Reads `04 0F`; null when it is not well-formed or tells no result. */
export function readStatus({ control, data }: Apdu): StatusInformation | null {
  const fields = control === CONTROL.status ? decodeFields(data) : null;
  const result = fields?.get(FIELD.result)?.[0];
  if (!fields || result === undefined) return null;
  const digits = (number: number) => decodeBcd(fields.get(number) ?? new Uint8Array()) || null;
  const amount = digits(FIELD.amount);
  return {
    result,
    amount: amount === null ? null : Number(amount),
    trace: digits(FIELD.trace),
    originalTrace: digits(FIELD.originalTrace),
    receipt: digits(FIELD.receipt),
    date: digits(FIELD.date),
    time: digits(FIELD.time),
    text: fields.has(FIELD.text) ? readText(fields.get(FIELD.text) ?? new Uint8Array()) : null,
  };
}

/** Reads `04 FF`: its code, and the lines that the terminal would show. */
export function readIntermediate({ control, data }: Apdu): { code: number; text: string } | null {
  const [code, , container] = data;
  if (control !== CONTROL.intermediate || code === undefined) return null;
  const fields = container === FIELD.tlv ? decodeFields(data.slice(2)) : null;
  const lines = textLines(fields?.get(FIELD.tlv) ?? new Uint8Array());
  // Read as one text: a card number may run over two lines.
  return { code, text: readText(Uint8Array.from(lines.flatMap((line) => [...line, 0x20]))) };
}

/** The code of `06 1E`, or of a refusal `84 xx`. */
export function codeOf({ control, data }: Apdu): number {
  return control === CONTROL.aborted ? (data[0] ?? RESULT.abort) : control & 0xff;
}

/** Printable ASCII of a text; what looks like a card number is struck out, whoever sent it. */
function readText(bytes: Uint8Array): string {
  const text = [...bytes].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ' ')).join('');
  return text
    .replace(/ {2,}/g, ' ')
    .replace(/\d(?:[ -]?\d){11,18}/g, '****')
    .trim()
    .slice(0, 400);
}
