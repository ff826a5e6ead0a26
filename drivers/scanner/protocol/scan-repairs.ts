import { type BarcodeRules, readBarcode } from '#domain/gs1/read-barcode.ts';
import { isMadeCardNumber } from '#domain/member/card-number.ts';
import { charOnLayout, keyOnLayout, type LayoutName, type PressedKey } from './key-layouts.ts';
import { type ScanEvent, scanEvent } from './scan-event.ts';

const NAMES: readonly LayoutName[] = ['us', 'fr', 'de'];
/** Lengths of numbers with a check digit that a scanner runs together. */
const MERGED_LENGTHS = [13, 12, 8] as const;
/** More than this is no run of numbers, but one long code. */
const MERGED_MAX = 4 * 13;

/**
 * What a text that nothing here is known by may have been before a keyboard layout, an input method or a scanner without
 * a suffix garbled it: each a list of scans, the likelier first. Only readings that prove themselves by a check digit or
 * as a GS1 code are among them, a member's card with them, so that garble never becomes another item; the text as it came is not.
 */
export function scanRepairs(scan: ScanEvent, rules: BarcodeRules = {}): ScanEvent[][] {
  const repaired = otherReadings(scan)
    .map((sent) => scanEvent(sent, scan.atMs))
    .filter((candidate) => proves(candidate, rules));
  const merged = [scan, ...otherReadings(scan).map((sent) => scanEvent(sent, scan.atMs))]
    .map(({ text }) => split(text))
    .find((parts) => parts !== undefined);
  const all = repaired.map((one) => [one]);
  return merged ? [...all, merged.map((text) => ({ text, symbology: null, atMs: scan.atMs }))] : all;
}

/** What the keys or characters are on other layouts, each text once. */
function otherReadings({ text, symbology, keys }: ScanEvent): string[] {
  const sent = `${symbology ?? ''}${text}`;
  const plain = halfWidth(sent);
  const readings = keys ? NAMES.map((name) => readKeys(keys, name)) : relayouts(plain);
  return [...new Set([plain, ...readings])].filter((reading) => reading !== undefined && reading !== sent);
}

function readKeys(keys: readonly PressedKey[], name: LayoutName): string {
  return keys.map((key) => (key.code === 'GS' ? '\u001d' : (charOnLayout(key, name) ?? '\ufffd'))).join('');
}

/** Texts that came without their keys: typed as on one layout, written as on another. */
function relayouts(text: string): string[] {
  const pairs = NAMES.flatMap((written) => NAMES.map((typed) => ({ written, typed })));
  return pairs
    .filter(({ written, typed }) => written !== typed)
    .map(({ written, typed }) =>
      [...text]
        .map((char) => {
          const key = keyOnLayout(char, written);
          return char === '\u001d' ? char : ((key && charOnLayout(key, typed)) ?? '\ufffd');
        })
        .join(''),
    );
}

/** Full-width characters, as input methods write them, as plain ones (Unicode, Halfwidth and Fullwidth Forms). */
function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replaceAll('\u3002', '.');
}

function proves({ text, symbology }: ScanEvent, rules: BarcodeRules): boolean {
  if (text.includes('\ufffd')) return false;
  if (isMadeCardNumber(text)) return true;
  const { kind } = readBarcode(text, { ...rules, symbology });
  return kind === 'gtin' || kind === 'gs1' || kind === 'in-store';
}

/** Numbers run together: the only way of parting the digits in which every part has its check digit. */
function split(text: string): string[] | undefined {
  if (!/^\d{16,}$/.test(text) || text.length > MERGED_MAX) return undefined;
  const ways = waysOf(text);
  return ways.length === 1 ? ways[0] : undefined;
}

function waysOf(digits: string): string[][] {
  if (digits === '') return [[]];
  return MERGED_LENGTHS.flatMap((length) => {
    const head = digits.slice(0, length);
    if (head.length < length || readBarcode(head).kind !== 'gtin') return [];
    return waysOf(digits.slice(length)).map((rest) => [head, ...rest]);
  });
}
