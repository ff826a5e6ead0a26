import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { cleanData } from './clean-text.ts';
import { type DrawnPage, drawPages } from './draw-pages.ts';
import { encodeReceipt } from './encode-receipt.ts';
import { EscPosDecoder } from './escpos-decode.ts';
import { PRINTER_MODELS } from './models.ts';
import { needsDots } from './needs-dots.ts';
import type { PrinterProfile } from './printer-profile.ts';
import type { Rasterizer } from './rasterizer.ts';
import { StarDecoder } from './star-decode.ts';
import { ANY_FONT } from './testing/printer-fuzz.ts';

const PROFILES = Object.values(PRINTER_MODELS).map(({ profile }) => profile);

/** Draws nothing: it is asked only where something must be drawn. */
const NO_DOTS: Rasterizer = {
  line() {
    throw new Error('a line is drawn');
  },
  symbol() {
    throw new Error('a symbol is drawn');
  },
};

/**
 * The bytes are the names on a receipt, two each a character; a split ends a name. Whatever they hold, the printer draws and cuts, once: no name opens
 * the drawer, cuts the paper or leaves a byte without a meaning. The first byte chooses the model.
 */
export default {
  name: 'texts on receipts',
  samples: [
    'Grüner Tee 绿茶\u0000\u001b@\u001dV\u0000',
    '\u001bp\u0000\u0032\u00fa drawer',
    '緑茶ﾊﾟﾝ 녹차 \u202eabc\u0010\u0004\u0001',
    'شاي أخضر עברית',
    '%0%AÿÊ^FS~JA{1',
  ].map(bytesOf),
  run(bytes: Uint8Array, splits: readonly number[]): void {
    const profile = PROFILES[(bytes[0] ?? 0) % PROFILES.length];
    if (!profile) return;
    const document = receiptOf(namesOf(bytes, splits));
    const bytesOfJob = encodeReceipt(document, profile, null);
    if (!needsDots(document, profile) && !same(bytesOfJob, encodeReceipt(document, profile, NO_DOTS)))
      throw new Error('something was drawn or spelled that need not be');
    const pages = read(bytesOfJob, profile);
    const [page] = pages;
    const told = JSON.stringify(pages.map(({ cut, pulses, unknown }) => ({ cut, pulses, unknown })));
    const cuts = profile.cut !== 'none';
    if (pages.length !== 1 || page?.cut !== cuts || page.pulses > 0 || page.unknown.length > 0) throw new Error(told);
    const codes = document.blocks.flatMap((block) => ('text' in block ? [block.text] : []));
    for (const drawn of page.drawn) {
      if (drawn.kind === 'line' && drawn.columns > profile.columns) throw new Error('a line beyond the paper');
      if ((drawn.kind === 'barcode' || drawn.kind === 'qr') && !codes.map(cleanData).includes(drawn.text))
        throw new Error(`a code of something else: ${drawn.text}`);
    }
  },
};

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from([...text].flatMap((char) => [char.charCodeAt(0) >> 8, char.charCodeAt(0) & 0xff]));
}

function namesOf(bytes: Uint8Array, splits: readonly number[]): string[] {
  const names = [''];
  for (let at = 0; at < bytes.length; at += 2) {
    if (splits.includes(at)) names.push('');
    names.push(names.pop() + String.fromCharCode((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)));
  }
  return names;
}

function receiptOf(names: readonly string[]): ReceiptDocument {
  const [first = ''] = names;
  return {
    language: first.length % 2 === 0 ? 'en' : 'ar',
    blocks: [
      { kind: 'text', text: first, align: 'center', bold: true, size: 2 },
      ...names.map((name) => ({ kind: 'row', left: name, right: '4.99' }) as const),
      { kind: 'barcode', text: first },
      { kind: 'qr', text: names.at(-1) ?? '' },
    ],
  };
}

function read(bytes: Uint8Array, { language, columns, wide }: PrinterProfile): DrawnPage[] {
  const font = ANY_FONT.wide && {
    ...ANY_FONT.wide,
    choosesSystem: wide === 'shift-jis',
    initially: wide !== 'none' && wide !== 'shift-jis',
  };
  const charsets = { latin: ANY_FONT.latin, ...(wide === 'none' ? {} : { wide: font }) };
  const decoder =
    language === 'starprnt' ? new StarDecoder({ charsets, columns }) : new EscPosDecoder({ charsets, columns });
  return drawPages(decoder.push(bytes));
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
