import { type Apdu, ApduReader, encodeApdu } from './zvt-apdu.ts';
import {
  authorisation,
  CONTROL,
  codeOf,
  readIntermediate,
  readStatus,
  registration,
  reversal,
} from './zvt-messages.ts';
import { readReference, referenceOf } from './zvt-reference.ts';
import { resultWords, statusWords } from './zvt-words.ts';

/** A status of a real terminal, as the tests of Portalum.Zvt (MIT) hold it: StatusInformationParserTest.cs at ed877cb. */
const PAID =
  '2700040000000020400B0004700C2239530D10060E2512170001197022F0F8EEEEEEEEEEEE477129280048692A3130303436313736332020202020203B36313138303400003CF0F1F447454E2E4E522E3A363131383034490978870470880004708A2E8BF1F74465626974204D61737465726361726400';
const CARD_NUMBER = `27003CF0F2F6${hexOf(Uint8Array.from('PAN 4111 1111 1111 1111 ok', (char) => char.charCodeAt(0)))}`;
const TWO_LINES = 'FF100618241607093431313120313131310709313131312031313131';
const LINES = 'FF10061A2418070845555220312E3233070C42697474652077617274656E';

function ofHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A split is where the line parts what the terminal sends. */
export default {
  name: 'ZVT',
  samples: [
    encodeApdu({ control: CONTROL.status, data: ofHex(PAID) }),
    encodeApdu({ control: CONTROL.status, data: ofHex('276C040000000012004909780C1133390D081722F0F00B000000') }),
    encodeApdu({ control: CONTROL.status, data: ofHex(CARD_NUMBER) }),
    encodeApdu({ control: CONTROL.intermediate, data: ofHex(LINES) }),
    encodeApdu({ control: CONTROL.intermediate, data: ofHex(TWO_LINES) }),
    encodeApdu({ control: CONTROL.printBlock, data: new Uint8Array(300).fill(0x41) }),
    encodeApdu({ control: CONTROL.completion, data: new Uint8Array() }),
    encodeApdu({ control: CONTROL.aborted, data: Uint8Array.of(0x6c) }),
    authorisation({ amount: 1000, currency: 'EUR' }),
    registration('000000', 'EUR'),
    reversal('000000', 470),
  ],
  run(bytes: Uint8Array, splits: readonly number[]): void {
    const whole = read([bytes]);
    const cuts = [0, ...splits, bytes.length];
    const pieces = read(cuts.slice(1).map((to, at) => bytes.slice(cuts[at], to)));
    if (JSON.stringify(pieces) !== JSON.stringify(whole)) throw new Error('splitting changed what was said');
    for (const message of whole.messages) checkMessage(message);
  },
};

function read(pieces: readonly Uint8Array[]): { messages: Apdu[]; pending: number } {
  const reader = new ApduReader();
  return { messages: pieces.flatMap((piece) => reader.push(piece)), pending: reader.pending };
}

/** Nothing is approved, and no amount named, that its bytes do not name; no card number is passed on. */
function checkMessage(message: Apdu): void {
  const status = readStatus(message);
  const intermediate = readIntermediate(message);
  const texts = [status?.text ?? '', intermediate?.text ?? ''];
  if (texts.some((text) => /\d(?:[ -]?\d){11}/.test(text))) throw new Error('a card number is passed on');
  const code = codeOf(message);
  if (!Number.isInteger(code) || code < 0 || code > 0xff) throw new Error('no code');
  if (resultWords(code, texts[0] ?? null, 'zh').trim() === '') throw new Error('no words for a result');
  if (intermediate && typeof statusWords(intermediate.code, intermediate.text, 'en') !== 'string')
    throw new Error('no words');
  if (!status) return;
  const hex = hexOf(message.data);
  if (!named(hex, `27${status.result.toString(16).padStart(2, '0')}`)) throw new Error('a result that was not said');
  if (status.amount !== null && !named(hex, `04${String(status.amount).padStart(12, '0')}`))
    throw new Error(`an amount that was not said: ${status.amount}`);
  for (const [field, digits] of [
    ['0b', status.trace],
    ['87', status.receipt],
  ] as const) {
    if (digits !== null && !named(hex, field + digits)) throw new Error(`a number that was not said: ${digits}`);
  }
  const reference = referenceOf(status);
  if (reference !== null && readReference(reference)?.trace !== status.trace)
    throw new Error('a reference that leads nowhere');
}

/** Whether bytes stand somewhere in others. */
function named(hex: string, wanted: string): boolean {
  for (let at = hex.indexOf(wanted); at >= 0; at = hex.indexOf(wanted, at + 1)) if (at % 2 === 0) return true;
  return false;
}
