import { type HidField, inputFields } from './hid-descriptor.ts';
import { scanText } from './scan-text.ts';

/** Bar Code Scanner page (USB HID Point of Sale Usage Tables 1.02, section 3). */
export const SCANNER_PAGE = 0x8c;
const SYMBOLOGY = [0xfb, 0xfc, 0xfd];
const DECODED_DATA = 0xfe;
const DATA_CONTINUED = 0xff;
/** Generic Desktop page: how many bytes of the data count. */
const DESKTOP_PAGE = 0x01;
const BYTE_COUNT = 0x3b;
/** More than this is not a barcode. */
const DATA_MAX = 8192;

/** Where the parts of a scanned data report are, in bytes from its data on; the report's number is not counted. */
export interface ScanLayout {
  /** 0 where reports are not numbered. */
  reportId: number;
  /** The byte that counts the data; null where they end with zeros. */
  length: number | null;
  /** The three characters of the AIM identifier. */
  symbology: readonly number[];
  data: { at: number; length: number };
  /** The byte that is not 0 while the next report goes on with the data. */
  continued: number | null;
}

/**
 * Where scanned data are in the reports of a device, by its report descriptor: any number of layouts, by report. Empty where
 * the device sends none: it is no scanner in HID POS mode.
 */
export function scanLayouts(descriptor: Uint8Array): ScanLayout[] {
  const fields = inputFields(descriptor) ?? [];
  const ofScanner = fields.filter(({ usagePage }) => usagePage === SCANNER_PAGE);
  return ofScanner.flatMap((field) => {
    if (field.usage !== DECODED_DATA || field.bits !== 8 || field.bitOffset % 8 !== 0) return [];
    const same = fields.filter(({ reportId }) => reportId === field.reportId);
    const find = (page: number, usage: number) => same.find((one) => one.usagePage === page && one.usage === usage);
    return {
      reportId: field.reportId,
      length: byteOf(find(DESKTOP_PAGE, BYTE_COUNT)),
      symbology: SYMBOLOGY.flatMap((usage) => byteOf(find(SCANNER_PAGE, usage)) ?? []),
      data: { at: field.bitOffset / 8, length: field.count },
      continued: byteOf(find(SCANNER_PAGE, DATA_CONTINUED)),
    };
  });
}

/**
 * Where scanned data are in reports of 64 bytes whose descriptor the system does not give away, as common scanners lay them
 * out: count, identifier, 56 bytes, two of the maker's, continuation (Access-IS LSR118 product manual, appendix B; Honeywell's
 * the same).
 */
export const USUAL_LAYOUT: ScanLayout = {
  reportId: 2,
  length: 0,
  symbology: [1, 2, 3],
  data: { at: 4, length: 56 },
  continued: 62,
};

/** What of a scan has come. Begin with `HID_START`. */
export interface HidScanState {
  readonly bytes: Uint8Array;
  readonly symbology: string | null;
}

export const HID_START: HidScanState = { bytes: new Uint8Array(0), symbology: null };

/** A scan as it was sent. */
export interface SentScan {
  text: string;
  symbology: string | null;
}

/**
 * Takes an input report as it was read, its number first where reports are numbered. Gives the scan that it completes. What
 * is no scanned data report changes nothing; a report that contradicts itself ends what has come, and nothing is scanned.
 */
export function hidReport(
  state: HidScanState,
  report: Uint8Array,
  layouts: readonly ScanLayout[],
): { state: HidScanState; scan: SentScan | null } {
  const layout = layouts.find(({ reportId }) => reportId === 0 || reportId === report[0]);
  if (!layout) return { state, scan: null };
  const body = layout.reportId === 0 ? report : report.subarray(1);
  const data = dataOf(body, layout);
  if (!data) return { state: HID_START, scan: null };
  const bytes = joined(state.bytes, data);
  const symbology = state.symbology ?? symbologyOf(body, layout);
  if (bytes.length > DATA_MAX) return { state: HID_START, scan: null };
  const goesOn = layout.continued !== null && (body[layout.continued] ?? 0) !== 0;
  if (goesOn) return { state: { bytes, symbology }, scan: null };
  const text = scanText(bytes);
  return { state: HID_START, scan: text === null ? null : { text, symbology } };
}

function dataOf(body: Uint8Array, layout: ScanLayout): Uint8Array | null {
  const { at, length } = layout.data;
  const whole = body.subarray(at, at + length);
  if (layout.length === null) return withoutPadding(whole);
  const count = body[layout.length] ?? 0;
  return count <= whole.length ? whole.subarray(0, count) : null;
}

function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}

/** Some send `]E0`, some `E0` and a zero. */
function symbologyOf(body: Uint8Array, { symbology }: ScanLayout): string | null {
  const sent = String.fromCharCode(...symbology.map((at) => body[at] ?? 0)).replace(/\0+$/, '');
  const identifier = sent.startsWith(']') ? sent : `]${sent}`;
  return /^\][A-Za-z][0-9A-Za-z]$/.test(identifier) ? identifier : null;
}

function byteOf(field: HidField | undefined): number | null {
  return field && field.bitOffset % 8 === 0 ? field.bitOffset / 8 : null;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}
