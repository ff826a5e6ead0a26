import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputFields } from './hid-descriptor.ts';
import { HID_START, hidReport, type ScanLayout, type SentScan, scanLayouts, USUAL_LAYOUT } from './hid-pos.ts';
import { DUMB_SCANNER, USUAL_SCANNER } from './testing/hid-descriptors.ts';

/** Reports as a scanner with the usual layout sends a text. */
function reportsOf(text: string, symbology = ']Q3'): Uint8Array[] {
  const bytes = new TextEncoder().encode(text);
  const reports: Uint8Array[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += 56) {
    const report = new Uint8Array(64);
    const part = bytes.subarray(at, at + 56);
    report.set([2, part.length, ...new TextEncoder().encode(symbology)]);
    report.set(part, 5);
    report[63] = at + 56 < bytes.length ? 1 : 0;
    reports.push(report);
  }
  return reports;
}

function read(reports: readonly Uint8Array[], layouts: readonly ScanLayout[] = [USUAL_LAYOUT]): SentScan[] {
  let state = HID_START;
  const scans: SentScan[] = [];
  for (const report of reports) {
    const step = hidReport(state, report, layouts);
    state = step.state;
    if (step.scan) scans.push(step.scan);
  }
  return scans;
}

describe('scanLayouts', () => {
  it('finds the parts of the usual report', () => {
    expect(scanLayouts(USUAL_SCANNER)).toEqual([USUAL_LAYOUT]);
  });

  it('finds them elsewhere, without number, count or continuation', () => {
    expect(scanLayouts(DUMB_SCANNER)).toEqual([
      { reportId: 0, length: null, symbology: [0, 1, 2], data: { at: 4, length: 59 }, continued: null },
    ]);
  });

  it('finds none in a keyboard or a broken descriptor', () => {
    // USB HID 1.11, appendix E.6: the boot keyboard's report descriptor, shortened.
    const keyboard = Uint8Array.from([
      5, 1, 9, 6, 0xa1, 1, 5, 7, 0x19, 0xe0, 0x29, 0xe7, 0x75, 1, 0x95, 8, 0x81, 2, 0xc0,
    ]);
    expect(inputFields(keyboard)).toHaveLength(8);
    expect(scanLayouts(keyboard)).toEqual([]);
    expect(scanLayouts(USUAL_SCANNER.subarray(0, 20))).toEqual([]);
    expect(inputFields(Uint8Array.from([0x26, 0xff]))).toBeUndefined();
  });

  it('never throws, and never takes long, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        for (const { data } of scanLayouts(bytes)) expect(data.length).toBeLessThanOrEqual(64 * 1024);
      }),
    );
  });
});

describe('hidReport', () => {
  it('reads the example of the LSR118 manual: 60 bytes in two reports', () => {
    // Access-IS LSR118 product manual, appendix B.1.1: 56 bytes with continuation, then the rest.
    const text = 'M1GATHERGOOD/MICHAEL YABCDEF LHRDURAK 3542 052Y003D23   1234';
    const reports = reportsOf(text, ']Q0');
    expect(reports.map((report) => [report[0], report[1], report[63]])).toEqual([
      [2, 56, 1],
      [2, 4, 0],
    ]);
    expect(read(reports)).toEqual([{ text, symbology: ']Q0' }]);
  });

  it('reads a capture of a Honeywell Voyager 1602g', () => {
    // github.com/HenkVanAsselt/python_hon_usbhid, README: the last two reports of an answer; vendor byte 63, continuation 0 and 1.
    const head = [
      2,
      56,
      93,
      88,
      48,
      ...new TextEncoder().encode(' Type: N/A   Revision: N/A   Serial Number: N/A   Checks'),
      63,
      0,
      1,
    ];
    const tail = [2, 9, 93, 88, 48, 117, 109, 58, 32, 78, 47, 65, 13, 10, ...Array<number>(47).fill(0), 63, 0, 0];
    expect([head.length, tail.length]).toEqual([64, 64]);
    expect(read([Uint8Array.from(head), Uint8Array.from(tail)], scanLayouts(USUAL_SCANNER))).toEqual([
      { text: ' Type: N/A   Revision: N/A   Serial Number: N/A   Checksum: N/A', symbology: ']X0' },
    ]);
  });

  it('keeps the separators of GS1, and takes the suffix off', () => {
    const text = '010950600013435210AB\u001d17261231';
    expect(read(reportsOf(`${text}\r\n`, ']d2'))).toEqual([{ text, symbology: ']d2' }]);
  });

  it('takes padding off where nothing counts the bytes', () => {
    const report = new Uint8Array(63);
    report.set(new TextEncoder().encode('E0\0\u00004006381333931'));
    expect(read([report], scanLayouts(DUMB_SCANNER))).toEqual([{ text: '4006381333931', symbology: ']E0' }]);
  });

  it('scans nothing of a report that counts more than it has, of another report, of none', () => {
    const [report = new Uint8Array()] = reportsOf('4006381333931');
    expect(read([report.with(1, 57)])).toEqual([]);
    expect(read([report.with(0, 4)])).toEqual([]);
    expect(read([report.with(1, 0)])).toEqual([]);
    expect(read([report.with(7, 0)])).toEqual([]);
    expect(read([new Uint8Array(0), Uint8Array.from([2])])).toEqual([]);
  });

  it('forgets a scan whose next report counts more than it has', () => {
    const [first = new Uint8Array()] = reportsOf('A'.repeat(60));
    const broken = Uint8Array.from(first);
    broken[1] = 200;
    const [whole = new Uint8Array()] = reportsOf('4006381333931');
    expect(read([first, broken, whole]).map(({ text }) => text)).toEqual(['4006381333931']);
  });

  it('reads back whatever was sent, scan by scan', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789ABCxyz-/\u001d é中'), minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), (texts) => {
        expect(read(texts.flatMap((one) => reportsOf(one))).map((scan) => scan.text)).toEqual(texts);
      }),
    );
  });
});
