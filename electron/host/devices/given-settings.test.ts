import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DeviceSettings, ScaleSettings } from '#contracts/ipc/devices.ts';
import { DrivenClock } from '#tests/fixtures/driven-clock.ts';
import { createDeviceRegistry, type DeviceRegistry } from './device-registry.ts';
import { REAL_DRIVERS } from './real-drivers.ts';
import { openSettingsFile } from './settings-file.ts';

const GIVEN: ScaleSettings = { address: 'tcp://127.0.0.1:9', protocol: 'cas' };
const KEPT: ScaleSettings = { address: 'serial:/dev/ttyS7', protocol: 'mettler-8217' };

let folder: string;
const open: DeviceRegistry[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-given-'));
});
afterEach(async () => {
  for (const registry of open.splice(0)) registry.close();
  await rm(folder, { recursive: true });
});

async function registryWith(given: Partial<DeviceSettings> | undefined): Promise<DeviceRegistry> {
  const registry = createDeviceRegistry({
    file: await openSettingsFile(join(folder, 'devices.json')),
    given,
    drivers: REAL_DRIVERS,
    clock: new DrivenClock(),
    emit() {},
    onChange() {},
    onPrinterReady() {},
  });
  open.push(registry);
  return registry;
}

const settingsOf = async (registry: DeviceRegistry) => (await registry.handlers['devices.settings']({})).settings;

it('what is given for a run comes before what is kept, each part until it is set up differently', async () => {
  const before = await registryWith(undefined);
  await before.handlers['devices.configure']({ settings: { ...(await settingsOf(before)), scale: KEPT } });

  const registry = await registryWith({ scale: GIVEN, drawer: null });
  expect(await settingsOf(registry)).toMatchObject({ scale: GIVEN, drawer: null });
  const wedge = { layout: 'fr', maxGapMs: 50, minLength: 4, prefix: '' } as const;
  await registry.handlers['devices.configure']({ settings: { ...(await settingsOf(registry)), wedge } });
  expect(await settingsOf(registry)).toMatchObject({ scale: GIVEN, drawer: null, wedge });
  expect(await settingsOf(await registryWith(undefined))).toMatchObject({ scale: KEPT, wedge });

  await registry.handlers['devices.configure']({ settings: { ...(await settingsOf(registry)), scale: null } });
  expect(await settingsOf(registry)).toMatchObject({ scale: null, drawer: null });
  expect(await settingsOf(await registryWith(undefined))).toMatchObject({ scale: null });
});
