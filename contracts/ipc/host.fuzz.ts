import { parse, parseJson } from '#contracts/schema.ts';
import { DEVICE_DEFAULTS, DeviceSettings } from './devices.ts';
import { HOST_METHODS, HostEvent, type HostMethod } from './host.ts';

const UUID = '01890a5d-ac96-774b-bcce-b302099a8057';
const TOLD = [
  { type: 'scan', text: '4006381333931', symbology: ']E0', scannerId: 'scanner-1' },
  { type: 'scan', text: '010950600013435210AB\u001d21X', symbology: null, scannerId: 'scanner-2' },
  { type: 'scale', weighId: UUID, sight: 'motion' },
  { type: 'labels', runId: UUID, printed: 1, total: 3 },
  { type: 'finding', searchId: UUID, done: 1, total: 254 },
  { type: 'customer', view: { state: 'idle', language: 'en', welcome: 'Welcome' } },
];
const ASKED = [
  { method: 'scale.weigh', input: { weighId: UUID, unitPrice: 499, tareGrams: 5, deadlineMs: 5000 } },
  { method: 'display.show', input: { view: { state: 'pay', language: 'de', totalLabel: 'Summe', total: '4,99 €' } } },
  { method: 'labels.print', input: { runId: UUID, labels: [{ name: 'Tea', price: '4.99', copies: 1 }] } },
  { method: 'devices.configure', input: { settings: DEVICE_DEFAULTS } },
];
const SYMBOLOGY = /^\][A-Za-z][0-9A-Za-z]$/;

/** JSON as it crosses between window and host, bytes being characters; a split is a quotation mark put in. */
export default {
  name: 'host events',
  samples: [...TOLD, ...ASKED, DEVICE_DEFAULTS].map((value) =>
    Uint8Array.from(JSON.stringify(value), (char) => char.charCodeAt(0) & 0xff),
  ),
  run(bytes: Uint8Array, splits: readonly number[]): void {
    const text = Array.from(bytes, (byte, at) => (splits.includes(at) ? '"' : '') + String.fromCharCode(byte)).join('');
    const event = parseJson(HostEvent, text);
    if (event.ok && event.value.type === 'scan') {
      const { text: scanned, symbology } = event.value;
      if (scanned === '' || scanned.length > 5000) throw new Error('a scan of nothing, or of too much');
      if (symbology !== null && !SYMBOLOGY.test(symbology)) throw new Error('a symbology that is none');
    }
    if (event.ok && event.value.type === 'labels' && event.value.printed < 0) throw new Error('fewer labels than none');
    const settings = parseJson(DeviceSettings, text);
    if (settings.ok && settings.value.scanners.length > 8) throw new Error('more scanners than there may be');
    checkCall(text);
  },
};

function checkCall(text: string): void {
  const said = jsonOf(text);
  if (typeof said !== 'object' || said === null || !('method' in said) || !('input' in said)) return;
  if (typeof said.method !== 'string' || !isMethod(said.method)) return;
  const input = parse(HOST_METHODS[said.method].input, said.input);
  if (!input.ok) return;
  if (said.method === 'scale.weigh' && !plausible(said.input)) throw new Error('a weighing that can not be');
}

function isMethod(name: string): name is HostMethod {
  return Object.hasOwn(HOST_METHODS, name);
}

/** By the words of the contract, without its schemas. */
function plausible(input: unknown): boolean {
  const { deadlineMs = 0, tareGrams = 0, unitPrice = 0 } = input as Record<string, number>;
  const counts = [deadlineMs, tareGrams, unitPrice].every((value) => Number.isSafeInteger(value) && value >= 0);
  return counts && deadlineMs >= 100 && deadlineMs <= 60_000;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
