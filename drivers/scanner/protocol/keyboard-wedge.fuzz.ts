import { readBarcode } from '#domain/gs1/read-barcode.ts';
import { createWedge } from './create-wedge.ts';
import type { WedgeKey } from './keyboard-wedge.ts';
import type { ScanEvent } from './scan-event.ts';
import { scanRepairs } from './scan-repairs.ts';
import { bytesOf, must } from './testing/fuzzing.ts';

const NAMES = ['Enter', 'Tab', 'Shift', 'Escape', 'Backspace', 'Process', 'Dead', 'F4'];

interface Sent extends WedgeKey {
  at: number;
}

/** A byte is a key 5 ms after the one before; a split is a pause, as long as its place is far. */
export default {
  name: 'keyboard wedge',
  samples: [
    '4006381333931\r',
    ']C1010950600013435210AB-1\r\n',
    '40063813339314006381333931\r',
    '\'àà-"_&"""ç"&\r',
    'hello world 2*\r',
    '~A1\r',
  ].map(bytesOf),
  run(bytes: Uint8Array, splits: readonly number[]): void {
    const keys = keysOf(bytes, splits);
    const { scans, typed, passed } = play(keys);
    const out = [...typed, ...passed].map(({ at }) => at);
    must(new Set(out).size === out.length, 'a key acted twice');
    const written = keys.map(({ key }) => (key.length === 1 ? key : '')).join('');
    for (const scan of scans) {
      const text = `${scan.symbology ?? ''}${scan.text}`;
      must(written.includes(text) || written.includes(`~${text}`), `no such keys were pressed: ${text}`);
      for (const alternative of scanRepairs(scan)) checkRepair(scan, alternative);
    }
    const scanned = scans.reduce((sum, { text, symbology }) => sum + text.length + (symbology?.length ?? 0), 0);
    must(out.length + scanned <= keys.length, 'a key was both scanned and typed');
  },
};

/** What is offered proves itself, and is not the scan as it came. */
function checkRepair(scan: ScanEvent, alternative: readonly ScanEvent[]): void {
  for (const { text, symbology } of alternative) {
    const { kind } = readBarcode(text, { symbology });
    must(kind === 'gtin' || kind === 'gs1' || kind === 'in-store', `unproven: ${text}`);
    must(text !== scan.text || symbology !== scan.symbology, 'nothing was repaired');
  }
}

function keysOf(bytes: Uint8Array, splits: readonly number[]): Sent[] {
  let atMs = 1000;
  return Array.from(bytes, (byte, at) => {
    atMs += splits.includes(at) ? 20 + ((at * 37) % 400) : 5;
    const key = byte < 0x20 ? (NAMES[byte === 13 ? 0 : byte % NAMES.length] ?? 'Enter') : String.fromCharCode(byte);
    return { key, atMs, at };
  });
}

function play(keys: readonly Sent[]) {
  const scans: ScanEvent[] = [];
  const typed: Sent[] = [];
  const passed: Sent[] = [];
  let nowMs = 0;
  let timer: { atMs: number; callback: () => void } | null = null;
  const wedge = createWedge<Sent>({
    // What a pause had let go is told, and taken back.
    onScan(scan, acted) {
      scans.push(scan);
      for (const key of acted) typed.splice(typed.indexOf(key), 1);
    },
    onTyping: (held) => typed.push(...held),
    now: () => nowMs,
    schedule(callback, delayMs) {
      const mine = { atMs: nowMs + delayMs, callback };
      timer = mine;
      return () => {
        if (timer === mine) timer = null;
      };
    },
    options: { prefix: '~' },
  });
  const due = (atMs: number): (() => void) | null => {
    if (timer === null || timer.atMs > atMs) return null;
    const { callback } = timer;
    nowMs = timer.atMs;
    timer = null;
    return callback;
  };
  for (const key of keys) {
    for (let run = due(key.atMs); run !== null; run = due(key.atMs)) run();
    nowMs = key.atMs;
    if (!wedge.keyDown(key)) passed.push(key);
  }
  wedge.flush();
  wedge.dispose();
  return { scans, typed, passed };
}
