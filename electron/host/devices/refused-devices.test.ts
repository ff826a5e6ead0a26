import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEVICE_DEFAULTS, type DeviceSettings } from '#contracts/ipc/devices.ts';
import { DrivenClock } from '#tests/fixtures/driven-clock.ts';
import { createDeviceRegistry, type DeviceRegistry } from './device-registry.ts';
import { REAL_DRIVERS } from './real-drivers.ts';
import { openSettingsFile } from './settings-file.ts';

const SCALE = { address: 'tcp://127.0.0.1:9', protocol: 'cas' } as const;
const LABELS = { address: 'spooler:labels', language: 'escpos', widthMm: 57, heightMm: 32, dotsPerMm: 8 } as const;
const KEPT: DeviceSettings = {
  ...DEVICE_DEFAULTS,
  printer: { address: 'tcp://127.0.0.1', model: 'none-such' },
  labelPrinter: { ...LABELS, address: 'tcp://127.0.0.1?answers=maybe' },
  scanners: [{ scannerId: 'a', kind: 'hid', address: 'serial:/dev/none' }],
  lineDisplay: { address: 'spooler:q', language: 'escpos', columns: 20 },
};

let folder: string;
let registry: DeviceRegistry;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-refused-'));
});
afterEach(async () => {
  registry.close();
  await rm(folder, { recursive: true });
});

async function openWith(kept: DeviceSettings | null, printerUrl?: string): Promise<void> {
  const file = join(folder, 'devices.json');
  if (kept) await writeFile(file, JSON.stringify(kept));
  registry = createDeviceRegistry({
    file: await openSettingsFile(file),
    printerUrl,
    drivers: REAL_DRIVERS,
    clock: new DrivenClock(),
    emit() {},
    onChange() {},
    onPrinterReady() {},
  });
}

const stateOf = (device: string) => registry.states().find((state) => state.device === device);
const configure = (change: Partial<DeviceSettings>) =>
  registry.handlers['devices.configure']({ settings: { ...registry.settings(), ...change } });

it('a device that is kept and refused is shown as set up, with the reason', async () => {
  await openWith(KEPT);
  expect([registry.settings(), registry.fault()]).toEqual([KEPT, null]);
  const address = { state: 'fault', fault: { code: 'device-address-invalid', detail: expect.any(String) } };
  for (const device of ['label-printer', 'scanner', 'line-display']) expect(stateOf(device)).toMatchObject(address);
  for (const device of ['printer', 'drawer']) {
    expect(stateOf(device)).toMatchObject({ state: 'fault', fault: { code: 'device-model-unknown' } });
  }
});

it('it stands in no other’s way, and is changed or removed as any', async () => {
  await openWith(KEPT);
  expect(await configure({ scale: SCALE })).toEqual({ ok: true });
  expect(stateOf('scale')?.state).toBe('idle');
  const test = (device: 'scale' | 'printer') =>
    registry.handlers['devices.test']({ device, settings: registry.settings(), language: 'en' });
  expect(await test('scale')).toMatchObject({ fault: { code: 'scale-unreachable' } });
  expect(await test('printer')).toMatchObject({ fault: { code: 'device-model-unknown' } });
  const stillWrong = { ...LABELS, address: 'tcp://127.0.0.1?answers=perhaps' };
  expect(await configure({ labelPrinter: stillWrong })).toMatchObject({ fault: { code: 'device-address-invalid' } });
  const mended = { labelPrinter: LABELS, lineDisplay: null, scanners: [] };
  expect(await configure(mended)).toEqual({ ok: true });
  const faulty = registry.states().filter(({ state }) => state === 'fault');
  expect(faulty.map(({ device }) => device)).toEqual(['printer', 'drawer']);
  const file = await readFile(join(folder, 'devices.json'), 'utf8');
  expect(JSON.parse(file)).toEqual({ ...KEPT, scale: SCALE, ...mended });
});

it('what the program was started with and is wrong is shown as refused', async () => {
  await openWith(null, 'lpt1');
  expect(registry.settings().printer?.address).toBe('lpt1');
  expect(stateOf('printer')).toMatchObject({ state: 'fault', fault: { code: 'device-address-invalid' } });
});

it('two scanners of one name cost the second, which is told', async () => {
  const scanner = { scannerId: 'a', kind: 'serial', address: 'serial:/dev/none' } as const;
  const kept = { ...DEVICE_DEFAULTS, scale: SCALE, scanners: [scanner, scanner] };
  await openWith(kept);
  expect(registry.settings()).toEqual({ ...kept, scanners: [scanner] });
  expect(registry.fault()).toMatchObject({ code: 'devices-file-damaged', detail: expect.stringMatching(/scanner a/) });
  expect(await readFile(join(folder, 'devices.json.damaged'), 'utf8')).toBe(JSON.stringify(kept));
  expect(await configure({})).toEqual({ ok: true });
  expect(registry.fault()).toBeNull();
});
