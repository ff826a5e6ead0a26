import type { Label } from '#contracts/ipc/devices.ts';
import { EscPosDecoder, type EscPosEvent } from '#drivers/printer/protocol/escpos-decode.ts';
import { ANY_FONT } from '#drivers/printer/protocol/testing/printer-fuzz.ts';
import { encodeEscPosLabel } from './escpos-label.ts';
import { encodeZpl } from './zpl-encode.ts';

const STOCKS = [
  { widthMm: 57, heightMm: 32, dotsPerMm: 8 },
  { widthMm: 100, heightMm: 50, dotsPerMm: 12 },
  { widthMm: 20, heightMm: 10, dotsPerMm: 6 },
] as const;
/** No name is longer. */
const LONGEST = 120;
/** What a label is made of, by the ZPL II Programming Guide; data are what follows `^FD`. */
const COMMANDS =
  /^(XA|XZ|CI28|PW\d+|LL\d+|LH0,0|FO\d+,\d+|A0N,\d+|FB\d+,\d+,0,[LCR]|FH_?|FD[\s\S]*|FS|GB\d+,\d+,\d+|BY\d+|B[8CEU][N,YA\d]*|PQ\d+)\s*$/;

/** The bytes are the texts on a label, two each a character; a split ends a text. Whatever they hold, one label comes out as often as it was asked for. */
export default {
  name: 'texts on labels',
  samples: ['Grüner Tee^FS^XZ~JA', '绿茶_5E\\&¥3.00', '4006381333931', 'A{1\u001d%\u001b@', 'تفاح ~HS €1,20'].map(
    (text) => Uint8Array.from([...text].flatMap((char) => [char.charCodeAt(0) >> 8, char.charCodeAt(0) & 0xff])),
  ),
  run(bytes: Uint8Array, splits: readonly number[]): void {
    const label = labelOf(textsOf(bytes, splits));
    const stock = STOCKS[bytes.length % STOCKS.length] ?? STOCKS[0];
    checkZpl(String.fromCharCode(...encodeZpl(label, stock, null)), label);
    checkEscPos(new EscPosDecoder({ charsets: ANY_FONT, columns: 200 }).push(encodeEscPosLabel(label, stock, null)));
  },
};

function textsOf(bytes: Uint8Array, splits: readonly number[]): string[] {
  const texts = [''];
  for (let at = 0; at < bytes.length; at += 2) {
    if (splits.includes(at)) texts.push('');
    texts.push(texts.pop() + String.fromCharCode((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)));
  }
  return texts.map((text) => text.slice(0, LONGEST));
}

function labelOf([name = '', price = '', unitPrice, was, barcode = name]: readonly string[]): Label {
  return { name, price, unitPrice, was, barcode, copies: 1 + (name.length % 9) };
}

function checkZpl(format: string, { copies }: Label): void {
  if (!/^[\n\x20-\x7e]*$/.test(format)) throw new Error('something else than ASCII');
  if (format.includes('~')) throw new Error('a command that acts at once');
  const commands = format.split('^').slice(1);
  const odd = commands.find((command) => !COMMANDS.test(command));
  if (odd !== undefined) throw new Error(`no command of a label: ^${odd}`);
  const [first, last] = [commands[0]?.trim(), commands.at(-1)?.trim()];
  const ends = commands.filter((command) => /^X[AZ]/.test(command)).length;
  if (first !== 'XA' || last !== 'XZ' || ends !== 2) throw new Error('not one label');
  if (!commands.some((command) => command.trim() === `PQ${copies}`)) throw new Error('another number of labels');
}

/** All that is not drawn is the feed to the next label. */
function checkEscPos(events: readonly EscPosEvent[]): void {
  const others = events.filter(({ kind }) => kind !== 'drawn');
  const [feed, ...more] = others;
  if (feed?.kind !== 'unknown' || feed.bytes.join() !== '29,12' || more.length > 0)
    throw new Error(`not one label: ${JSON.stringify(others)}`);
}
