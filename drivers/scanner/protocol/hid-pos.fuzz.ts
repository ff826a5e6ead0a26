import { HID_START, hidReport, type SentScan, scanLayouts, USUAL_LAYOUT } from './hid-pos.ts';
import { scanText } from './scan-text.ts';
import { bytesOf, must } from './testing/fuzzing.ts';
import { DUMB_SCANNER, USUAL_SCANNER } from './testing/hid-descriptors.ts';

const SIZE = 64;

function report(symbology: string, text: string, goesOn = 0): number[] {
  const data = bytesOf(text);
  return [2, data.length, ...bytesOf(symbology), ...data, ...Array<number>(58 - data.length).fill(0), goesOn];
}

/** The bytes are a descriptor, and reports of 64 bytes; a split makes a report end early. */
export default {
  name: 'HID POS',
  samples: [
    USUAL_SCANNER,
    DUMB_SCANNER,
    Uint8Array.from(report(']E0', '4006381333931\r\n')),
    Uint8Array.from([...report(']d2', 'A'.repeat(56), 1), ...report(']d2', '0123456789')]),
    Uint8Array.from([...report(']Q1', 'x'.repeat(56), 1), ...report(']E4', '96385074')]),
  ],
  run(bytes: Uint8Array, splits: readonly number[]): void {
    for (const { data, symbology, length } of scanLayouts(bytes)) {
      must(data.length > 0 && symbology.length <= 3 && (length ?? 0) >= 0, 'a layout that can not be');
    }
    const reports = reportsOf(bytes, splits);
    const scans = read(reports);
    must(JSON.stringify(scans) === JSON.stringify(expected(reports)), 'not what the reports say');
  },
};

function reportsOf(bytes: Uint8Array, splits: readonly number[]): Uint8Array[] {
  const reports: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(...splits.filter((split) => split > at), at + SIZE, bytes.length);
    reports.push(bytes.subarray(at, end));
    at = end;
  }
  return reports;
}

function read(reports: readonly Uint8Array[]): SentScan[] {
  let state = HID_START;
  return reports.flatMap((one) => {
    const step = hidReport(state, one, [USUAL_LAYOUT]);
    state = step.state;
    return step.scan ?? [];
  });
}

/** The same by the manual's table alone. */
function expected(reports: readonly Uint8Array[]): SentScan[] {
  const scans: SentScan[] = [];
  let [held, identifier]: [number[], string | null] = [[], null];
  for (const [id, count = 0, ...rest] of reports) {
    if (id !== 2) continue;
    const body = rest.slice(3, 59);
    if (count > body.length) {
      [held, identifier] = [[], null];
      continue;
    }
    held.push(...body.slice(0, count));
    const sent = String.fromCharCode(...rest.slice(0, 3).concat([0, 0, 0]).slice(0, 3)).replace(/\0+$/, '');
    const marked = sent.startsWith(']') ? sent : `]${sent}`;
    identifier ??= /^\][A-Za-z][0-9A-Za-z]$/.test(marked) ? marked : null;
    if (held.length > 8192) [held, identifier] = [[], null];
    else if ((rest[61] ?? 0) === 0) {
      const text = scanText(Uint8Array.from(held));
      if (text !== null) scans.push({ text, symbology: identifier });
      [held, identifier] = [[], null];
    }
  }
  return scans;
}
