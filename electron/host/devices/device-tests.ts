import type { DeviceSettings } from '#contracts/ipc/devices.ts';
import type { HostInput, HostOutput } from '#contracts/ipc/host.ts';
import type { LabelPrinter } from '#drivers/label/label-printer.ts';
import { type Clock, instant } from '#electron/host/clock.ts';
import { type PrintDevice, printDevice } from '#electron/host/printing/print-device.ts';
import { refusedDevices } from './check-settings.ts';
import type { DeviceSlots } from './device-slots.ts';
import { testPage } from './test-page.ts';

type Input = HostInput<'devices.test'>;
type Answer = HostOutput<'devices.test'>;

const PRINT_MS = 20_000;
const PULSE_MS = 5_000;
const WEIGH_MS = 10_000;

export interface DeviceTestOptions {
  slots: DeviceSlots;
  /** The settings worked with, and the device that prints by them. */
  settings(): DeviceSettings;
  device(): PrintDevice | null;
  clock: Clock;
  /** Ends a test early: the host closes. */
  signal: AbortSignal;
}

/** Tries one device with the settings given. */
export async function testDevice(input: Input, options: DeviceTestOptions): Promise<Answer> {
  const { device, deviceId = device } = input;
  const refused = refusedDevices(input.settings).find((one) => one.device === device && one.deviceId === deviceId);
  if (refused) return { ok: false, fault: refused.fault };
  switch (input.device) {
    case 'printer':
    case 'drawer':
      return testPrintDevice(input, options);
    case 'label-printer':
      return testLabelPrinter(input, options);
    case 'line-display':
      return testDisplay(input, options.slots);
    case 'scale':
      return testScale(input, options);
    case 'scanner':
      return testScanner(input, options.slots);
  }
}

async function testPrintDevice(
  { device: which, settings, language }: Input,
  options: DeviceTestOptions,
): Promise<Answer> {
  const { printer, drawer } = settings;
  const now = options.settings();
  const same = JSON.stringify([now.printer, now.drawer]) === JSON.stringify([printer, drawer]);
  const device = same ? options.device() : printDevice(printer, drawer);
  if (which === 'drawer') {
    if (!device?.drawer) return failed('drawer-not-configured');
    const outcome = await device.drawer.open({ deadlineMs: PULSE_MS, signal: options.signal });
    return outcome.ok ? { ok: true } : failed(outcome.code);
  }
  if (!device?.printer || !printer) return failed('printer-not-configured');
  const bytes = await device.encode(testPage(printer, language, instant(options.clock)));
  const outcome = await device.printer.print(bytes, { deadlineMs: PRINT_MS, signal: options.signal });
  return outcome.ok ? { ok: true } : failed(outcome.code, outcome.detail);
}

async function testLabelPrinter(
  { settings: { labelPrinter } }: Input,
  { slots: { labels }, signal }: DeviceTestOptions,
): Promise<Answer> {
  if (!labelPrinter) return failed('label-printer-not-configured');
  const label = { name: 'Omnitill', price: '1.00', barcode: '4006381333931', copies: 1 };
  const print = (driver: LabelPrinter) => driver.print([label], { deadlineMs: PRINT_MS, signal });
  const outcome = await labels.borrow(labelPrinter, print);
  if (!outcome) return failed('label-printer-not-configured');
  return outcome.ok ? { ok: true } : failed(outcome.code, outcome.detail);
}

async function testDisplay({ settings: { lineDisplay } }: Input, { display }: DeviceSlots): Promise<Answer> {
  if (!lineDisplay) return failed('display-not-configured');
  const columns = '1234567890'.repeat(4).slice(0, lineDisplay.columns);
  const outcome = await display.borrow(lineDisplay, (driver) => driver.show(['Omnitill', columns]));
  if (!outcome) return failed('display-not-configured');
  return outcome.ok ? { ok: true } : failed(outcome.code, outcome.detail);
}

async function testScale(
  { settings: { scale: settings } }: Input,
  { slots: { scale }, signal }: DeviceTestOptions,
): Promise<Answer> {
  if (!settings) return failed('scale-not-configured');
  const outcome = await scale.borrow(settings, (driver) => driver.weigh({ deadlineMs: WEIGH_MS, signal }));
  if (!outcome) return failed('scale-not-configured');
  if (outcome.ok) return { ok: true, said: `${(outcome.netGrams / 1000).toFixed(3)} kg` };
  return failed(outcome.code, outcome.detail);
}

/** Whether its line is open: what it scans is seen in the window. */
async function testScanner({ deviceId }: Input, { scanners }: DeviceSlots): Promise<Answer> {
  const state = scanners.states().find((each) => each.deviceId === deviceId);
  if (!state) return failed('scanner-not-configured');
  return state.state === 'fault'
    ? failed(state.fault?.code ?? 'scanner-unreachable', state.fault?.detail)
    : { ok: true };
}

function failed(code: string, detail?: string): Answer {
  return { ok: false, fault: detail === undefined ? { code } : { code, detail } };
}
