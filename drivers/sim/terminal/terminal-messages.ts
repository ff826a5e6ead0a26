import { encodeApdu } from '#drivers/terminal/protocol/zvt-apdu.ts';
import { encodeBcd } from '#drivers/terminal/protocol/zvt-bcd.ts';
import { CONTROL } from '#drivers/terminal/protocol/zvt-messages.ts';
import type { TerminalTransaction } from './terminal-ledger.ts';

/** A masked card number and an expiry date, as terminals send them: a till must not take them up. */
const CARD = [0x22, 0xf0, 0xf8, 0xee, 0xee, 0xee, 0xee, 0xee, 0xee, 0x47, 0x71, 0x0e, 0x25, 0x12];

/** `04 0F` over a transaction. */
export function statusMessage(transaction: TerminalTransaction): Uint8Array {
  const { approved, total, trace, receipt, original, at } = transaction;
  const digits = at.toISOString().replace(/\D/g, '');
  const data = [
    ...[0x27, approved ? 0x00 : 0x6c],
    ...[0x04, ...encodeBcd(total, 6)],
    ...[0x49, 0x09, 0x78],
    ...[0x0b, ...encodeBcd(trace, 3)],
    ...[0x0c, ...encodeBcd(Number(digits.slice(8, 14)), 3)],
    ...[0x0d, ...encodeBcd(Number(digits.slice(4, 8)), 2)],
    ...[0x87, ...encodeBcd(receipt, 2)],
    ...CARD,
    ...(original === null ? [] : [0x37, ...encodeBcd(original, 3)]),
  ];
  return encodeApdu({ control: CONTROL.status, data: Uint8Array.from(data) });
}

/** `04 FF` with a code. */
export function intermediateMessage(code: number): Uint8Array {
  return encodeApdu({ control: CONTROL.intermediate, data: Uint8Array.of(code) });
}

export function completionMessage(): Uint8Array {
  return encodeApdu({ control: CONTROL.completion, data: new Uint8Array() });
}

export function abortedMessage(code: number): Uint8Array {
  return encodeApdu({ control: CONTROL.aborted, data: Uint8Array.of(code) });
}
