import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type CustomerView,
  DEVICE_DEFAULTS,
  type DeviceEvent,
  type DeviceSettings,
  type DeviceState,
} from '#contracts/ipc/devices.ts';
import type { DisplayLines } from '#drivers/display/line-display.ts';
import type { LabelPrinter, LabelPrinterState } from '#drivers/label/label-printer.ts';
import type { Scale, WeighOutcome } from '#drivers/scale/scale.ts';
import { startVirtualPrinter, type VirtualPrinter } from '#drivers/sim/virtual-printer.ts';
import { DrivenClock } from '#tests/fixtures/driven-clock.ts';
import { uuid } from '#tests/fixtures/fact-drafts.ts';
import type { DeviceDrivers } from './device-drivers.ts';
import { createDeviceRegistry, type DeviceRegistry } from './device-registry.ts';
import { openSettingsFile } from './settings-file.ts';

let folder: string;
let printer: VirtualPrinter;
let registry: DeviceRegistry;
let clock: DrivenClock;
let events: DeviceEvent[];
let ready: number;
let changed: () => void;
let shown: DisplayLines[];
let weighed: WeighOutcome;
let scalesOpen: number;
let labelState: LabelPrinterState;

const file = () => join(folder, 'devices.json');
const address = () => `tcp://127.0.0.1:${printer.port}`;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-devices-'));
  printer = await startVirtualPrinter({ port: 0 });
  clock = new DrivenClock();
  events = [];
  shown = [];
  ready = 0;
  scalesOpen = 0;
  labelState = { ok: true };
  weighed = { ok: true, netGrams: 1234, tareGrams: 0 };
  changed = () => {};
  registry = await open();
});
afterEach(async () => {
  registry.close();
  await printer.close();
  await rm(folder, { recursive: true });
});

async function open(printerUrl?: string): Promise<DeviceRegistry> {
  return createDeviceRegistry({
    file: await openSettingsFile(file()),
    printerUrl,
    drivers: fakeDrivers(),
    clock,
    emit: (event) => events.push(event),
    onChange: () => changed(),
    onPrinterReady: () => {
      ready += 1;
    },
  });
}

/** Drivers of nothing, which answer as a test says. */
function fakeDrivers(): DeviceDrivers {
  return {
    scale(): Scale {
      scalesOpen += 1;
      return {
        async weigh({ onSight, signal } = {}) {
          onSight?.('waiting');
          return signal?.aborted ? { ok: false, code: 'scale-interrupted' } : weighed;
        },
        zero: async () => ({ ok: false, code: 'scale-unreachable' }),
        close() {
          scalesOpen -= 1;
        },
      };
    },
    lineDisplay: () => ({
      spells: (lines) => /^[ -~£]*$/.test(lines.join('')),
      async show(lines) {
        shown.push(lines);
        return { ok: true };
      },
      clear: async () => ({ ok: true }),
      close() {},
    }),
    labelPrinter(): LabelPrinter {
      return {
        async print(labels, { onPrinted } = {}) {
          const printed = labels.reduce((sum, { copies }) => sum + copies, 0);
          onPrinted?.(printed);
          return { ok: true, printed };
        },
        status: async () => labelState,
      };
    },
  };
}

async function configure(change: Partial<DeviceSettings>) {
  const { settings } = await registry.handlers['devices.settings']({});
  return registry.handlers['devices.configure']({ settings: { ...settings, ...change } });
}

function stateOf(device: string): DeviceState | undefined {
  return registry.states().find((state) => state.device === device);
}

/** Resolves when a device's state is as told. */
function when(device: string, holds: (state: DeviceState | undefined) => boolean): Promise<void> {
  return new Promise((resolve) => {
    changed = () => {
      if (holds(stateOf(device))) resolve();
    };
    changed();
  });
}

/** Lets time pass until the printer is looked at, and resolves when it has been. */
async function looked(ms: number): Promise<void> {
  await clock.advance(ms);
  while (clock.waiting() === 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

const scale = { address: 'tcp://127.0.0.1:1', protocol: 'cas' } as const;
const labelPrinter = {
  address: 'tcp://127.0.0.1:1',
  language: 'escpos',
  widthMm: 57,
  heightMm: 32,
  dotsPerMm: 8,
} as const;

describe('a drawer', () => {
  it('that did not open is told until it does', async () => {
    await configure({ drawer: { by: 'serial', address: 'serial:/dev/none-such', opens: '07' } });
    expect(stateOf('drawer')).toMatchObject({ state: 'idle', fault: null });
    expect(await registry.device()?.drawer?.open()).toMatchObject({ ok: false });
    expect(stateOf('drawer')).toMatchObject({ state: 'fault', fault: { code: 'drawer-unreachable' } });
    await configure({ printer: { address: address(), model: 'generic-80' }, drawer: DEVICE_DEFAULTS.drawer });
    await when('printer', (state) => state?.state === 'ready');
    await printer.setFaults({ dead: true });
    await registry.device()?.drawer?.open();
    const fault = { code: 'drawer-not-opened', detail: 'printer-unreachable' };
    expect(stateOf('drawer')).toMatchObject({ state: 'fault', fault });
    await printer.setFaults({ dead: false });
    await registry.device()?.drawer?.open();
    expect(stateOf('drawer')).toMatchObject({ state: 'idle', fault: null });
  });
});

describe('a test', () => {
  it('of the printer, which hangs, ends with the host', async () => {
    const settings = { ...DEVICE_DEFAULTS, printer: { address: address(), model: 'generic-80' } };
    await printer.setFaults({ silent: true });
    const test = registry.handlers['devices.test']({ device: 'printer', settings, language: 'en' });
    registry.close();
    expect(await test).toMatchObject({ ok: false, fault: { code: 'printer-interrupted' } });
  });
});

describe('a label printer', () => {
  it('is asked how it is when it is set up and at the start, and again until nothing is wrong with it', async () => {
    labelState = { ok: false, code: 'label-printer-paper-out' };
    await configure({ labelPrinter });
    await when('label-printer', (state) => state?.fault?.code === 'label-printer-paper-out');
    registry.close();
    labelState = { ok: false, code: 'label-printer-head-open' };
    registry = await open();
    await when('label-printer', (state) => state?.fault?.code === 'label-printer-head-open');
    labelState = { ok: true };
    const well = when('label-printer', (state) => state?.state === 'idle');
    await clock.advance(10_000);
    await well;
    expect(clock.waiting()).toBe(0);
  });
});

describe('settings', () => {
  it('are kept, and worked with at once and after a restart', async () => {
    expect(registry.device()).toBeNull();
    expect(await configure({ printer: { address: address(), model: 'generic-80' } })).toEqual({ ok: true });
    await when('printer', (state) => state?.state === 'ready');
    expect(registry.states()).toMatchObject([
      { device: 'printer', state: 'ready', paper: 'ok', answers: true },
      { device: 'drawer', state: 'ready', drawerOpen: false },
    ]);
    registry.close();
    registry = await open();
    expect((await registry.handlers['devices.settings']({})).settings.printer?.address).toBe(address());
  });

  it.each([
    [{ printer: { address: 'lpt1', model: 'generic-80' } }, 'device-address-invalid'],
    [{ printer: { address: 'hid:/dev/hidraw0', model: 'generic-80' } }, 'device-address-invalid'],
    [{ printer: { address: 'tcp://127.0.0.1', model: 'none-such' } }, 'device-model-unknown'],
    [{ scale: { ...scale, address: 'spooler:q' } }, 'device-address-invalid'],
    [{ printer: { address: 'tcp://127.0.0.1?confirm=no', model: 'generic-80' } }, 'device-address-invalid'],
    [{ labelPrinter: { ...labelPrinter, address: 'tcp://127.0.0.1?answers=maybe' } }, 'device-address-invalid'],
    [
      {
        scanners: [
          { scannerId: 'a', kind: 'hid', address: 'hid:0c2e:0b61' },
          { scannerId: 'a', kind: 'serial', address: 'serial:/dev/ttyACM0' },
        ],
      },
      'device-scanner-repeated',
    ],
    [{ scanners: [{ scannerId: 'a', kind: 'hid', address: 'serial:/dev/ttyACM0' }] }, 'device-address-invalid'],
  ] satisfies [Partial<DeviceSettings>, string][])('that are wrong change nothing: %j', async (change, code) => {
    expect(await configure(change)).toMatchObject({ ok: false, fault: { code } });
    expect((await registry.handlers['devices.settings']({})).settings).toEqual(DEVICE_DEFAULTS);
    expect(await readdir(folder)).toEqual([]);
  });

  it('whose file is damaged are told, set aside, and can be made anew', async () => {
    registry.close();
    await writeFile(file(), '{"printer": 7');
    registry = await open();
    expect(registry.fault()).toMatchObject({ code: 'devices-file-damaged' });
    expect(await readFile(`${file()}.damaged`, 'utf8')).toBe('{"printer": 7');
    expect(await configure({ printer: null })).toEqual({ ok: true });
    expect(registry.fault()).toBeNull();
  });

  it('give way to the address the program was started with, until a person chooses another printer', async () => {
    registry.close();
    registry = await open(address());
    expect((await registry.handlers['devices.settings']({})).settings.printer?.address).toBe(address());
    await configure({ lineDisplay: null });
    expect(JSON.parse(await readFile(file(), 'utf8')).printer).toBeNull();
    await configure({ printer: { address: 'tcp://127.0.0.1:1', model: 'generic-80' } });
    expect((await registry.handlers['devices.settings']({})).settings.printer?.address).toBe('tcp://127.0.0.1:1');
  });

  it('that stay leave a driver as it is, others let go of it', async () => {
    await configure({ scale });
    await configure({ scale, lineDisplay: null });
    expect(scalesOpen).toBe(1);
    await configure({ scale: { ...scale, address: 'tcp://127.0.0.1:2' } });
    expect(scalesOpen).toBe(1);
    await configure({ scale: null });
    expect(scalesOpen).toBe(0);
  });
});

describe('a printer between receipts', () => {
  it('is seen to be low, out and open, and ready again', async () => {
    await configure({ printer: { address: address(), model: 'generic-80' } });
    await when('printer', (state) => state?.state === 'ready');
    const wasReady = ready;
    await printer.setFaults({ paperLow: true });
    void clock.advance(10_000);
    await when('printer', (state) => state?.paper === 'low');
    expect(stateOf('printer')?.state).toBe('ready');
    await printer.setFaults({ paperOut: true });
    void clock.advance(10_000);
    await when('printer', (state) => state?.paper === 'out');
    expect(stateOf('printer')).toMatchObject({ state: 'fault', fault: { code: 'printer-paper-out' } });
    await printer.setFaults({ paperOut: false, paperLow: false });
    void clock.advance(3_000);
    await when('printer', (state) => state?.state === 'ready');
    expect(ready).toBe(wasReady + 1);
  });

  it('that is silent once is left in peace, as another register may be printing on it', async () => {
    await configure({ printer: { address: address(), model: 'generic-80' } });
    await when('printer', (state) => state?.state === 'ready');
    await printer.setFaults({ silent: true });
    await looked(10_000);
    expect(stateOf('printer')?.state).toBe('ready');
    await looked(3_000);
    expect(stateOf('printer')).toMatchObject({ state: 'fault', fault: { code: 'printer-timeout' } });
  });

  it('that is off is told, and found when it is on', async () => {
    await printer.setFaults({ dead: true });
    await configure({ printer: { address: address(), model: 'generic-80' } });
    await when('printer', (state) => state?.fault?.code === 'printer-unreachable');
    await printer.setFaults({ dead: false });
    void clock.advance(3_000);
    await when('printer', (state) => state?.state === 'ready');
  });

  it('tells that the drawer is open, by the level that it is set up with', async () => {
    const drawer = { by: 'printer', pin: 2, openLevel: 'low' } as const;
    await configure({ printer: { address: address(), model: 'generic-80' }, drawer });
    await when('drawer', (state) => state?.drawerOpen === true);
    await registry.device()?.drawer?.open();
    void clock.advance(10_000);
    await when('drawer', (state) => state?.drawerOpen === false);
  });
});

describe('tests of devices', () => {
  it('print a page with settings that are not kept yet, and open the drawer', async () => {
    const settings = { ...DEVICE_DEFAULTS, printer: { address: address(), model: 'epson-tm-t20' } };
    const test = registry.handlers['devices.test'];
    expect(await test({ device: 'printer', settings, language: 'en' })).toEqual({ ok: true });
    expect(printer.receipts()[0]?.lines.join('\n')).toContain('Epson TM-T20');
    expect(await test({ device: 'drawer', settings, language: 'en' })).toEqual({ ok: true });
    expect(printer.pulses()).toBe(1);
    await printer.setFaults({ paperOut: true });
    expect(await test({ device: 'printer', settings, language: 'en' })).toMatchObject({
      fault: { code: 'printer-paper-out' },
    });
  });

  it('weigh, show and say what is not set up', async () => {
    const test = registry.handlers['devices.test'];
    const settings: DeviceSettings = {
      ...DEVICE_DEFAULTS,
      scale,
      lineDisplay: { address: 'tcp://127.0.0.1:1', language: 'cd5220', columns: 20 },
    };
    expect(await test({ device: 'scale', settings, language: 'en' })).toEqual({ ok: true, said: '1.234 kg' });
    expect(scalesOpen).toBe(0);
    expect(await test({ device: 'line-display', settings, language: 'en' })).toEqual({ ok: true });
    expect(shown).toEqual([['Omnitill', '12345678901234567890']]);
    for (const device of ['printer', 'label-printer', 'scanner'] as const) {
      const answer = await test({ device, settings, language: 'en' });
      expect(answer).toMatchObject({ ok: false, fault: { code: `${device}-not-configured` } });
    }
  });
});

describe('what the window asks', () => {
  it('weighs, telling what is seen, and remembers a scale that is not reached', async () => {
    expect(await registry.handlers['scale.zero']({})).toMatchObject({ fault: { code: 'scale-not-configured' } });
    await configure({ scale });
    const weigh = registry.handlers['scale.weigh'];
    expect(await weigh({ weighId: uuid(1), deadlineMs: 1_000 })).toEqual(weighed);
    expect(events).toEqual([{ type: 'scale', weighId: uuid(1), sight: 'waiting' }]);
    weighed = { ok: false, code: 'scale-unreachable' };
    await weigh({ weighId: uuid(2), deadlineMs: 1_000 });
    expect(stateOf('scale')).toMatchObject({ state: 'fault', fault: { code: 'scale-unreachable' } });
    weighed = { ok: false, code: 'scale-motion' };
    await weigh({ weighId: uuid(3), deadlineMs: 1_000 });
    expect(stateOf('scale')).toMatchObject({ state: 'idle', fault: null });
    expect(await registry.handlers['scale.weigh-cancel']({ weighId: uuid(3) })).toMatchObject({ ok: false });
  });

  it('shows a view to the customer on the window and on two lines, and keeps it for a window that comes later', async () => {
    const lineDisplay = { address: 'tcp://127.0.0.1:1', language: 'cd5220', columns: 20 } as const;
    const lines = [
      { name: 'Bread', amount: '2.00' },
      { name: 'A very long name of an article', amount: '£1,234.50' },
    ];
    const view = { state: 'cart', language: 'en', lines, totalLabel: 'Total', total: '£1,236.50' } as const;
    await registry.handlers['display.show']({ view });
    await configure({ lineDisplay });
    expect(registry.view()).toEqual(view);
    expect(events).toEqual([{ type: 'customer', view }]);
    expect(shown).toEqual([['A very lon £1,234.50', 'Total      £1,236.50']]);
  });

  it('shows in plain letters what a two-line display has no letters for', async () => {
    await configure({ lineDisplay: { address: 'tcp://127.0.0.1:1', language: 'cd5220', columns: 20 } });
    const view: CustomerView = { state: 'pay', language: 'zh-CN', totalLabel: '应付', total: '£3.00', hint: 'PIN' };
    const plain: CustomerView = { ...view, totalLabel: 'To pay', hint: 'Other' };
    await registry.handlers['display.show']({ view, plain });
    expect([shown, registry.view()]).toEqual([[['To pay         £3.00', 'PIN']], view]);
  });

  it('prints a run of labels once', async () => {
    const labels = [{ name: 'Bread', price: '2.00', copies: 3 }];
    const labelPrinter = {
      address: 'tcp://127.0.0.1:1',
      language: 'zpl',
      widthMm: 50,
      heightMm: 30,
      dotsPerMm: 8,
    } as const;
    await configure({ labelPrinter });
    const print = registry.handlers['labels.print'];
    const answers = [await print({ runId: uuid(1), labels }), await print({ runId: uuid(1), labels })];
    expect(answers).toEqual([
      { ok: true, printed: 3 },
      { ok: true, printed: 3 },
    ]);
    expect(events).toEqual([{ type: 'labels', runId: uuid(1), printed: 3, total: 3 }]);
    expect(await registry.handlers['labels.cancel']({ runId: uuid(2) })).toMatchObject({ ok: false });
  });
});
