import type { CustomerView, DEVICE_METHODS, DeviceEvent, DeviceSettings, DeviceState } from '#contracts/ipc/devices.ts';
import type { Fault, HostInput, HostOutput } from '#contracts/ipc/host.ts';
import type { Clock } from '#electron/host/clock.ts';
import type { PrintDevice } from '#electron/host/printing/print-device.ts';
import { type RefusedDevice, refusedDevices, settingsFault, withoutRefused } from './check-settings.ts';
import { customerLines, legibleLines } from './customer-lines.ts';
import type { DeviceDrivers } from './device-drivers.ts';
import { closeSlots, deviceSlots, followSettings, type SlotFaults, slotStates } from './device-slots.ts';
import { testDevice } from './device-tests.ts';
import { findDevices } from './find-devices.ts';
import { createLabelRuns } from './label-runs.ts';
import { watchLabelPrinter } from './label-watch.ts';
import { keepPrinter } from './printer-keeper.ts';
import { keepScanners } from './scanners.ts';
import type { SettingsFile } from './settings-file.ts';

type DeviceMethod = keyof typeof DEVICE_METHODS;
export type DeviceHandlers = { [M in DeviceMethod]: (input: HostInput<M>) => Promise<HostOutput<M>> };
type Failed = { ok: false; fault: Fault };

/** The hardware of a register: keeps its settings, makes its drivers, and answers the window about it. */
export interface DeviceRegistry {
  handlers: DeviceHandlers;
  /** What prints now. */
  device(): PrintDevice | null;
  states(): DeviceState[];
  /** Set while the kept settings could not be read. */
  fault(): Fault | null;
  /** The settings worked with. */
  settings(): DeviceSettings;
  /** What the customer sees; null before anything was shown. */
  view(): CustomerView | null;
  close(): void;
}

export interface DeviceRegistryOptions {
  file: SettingsFile;
  /** Come before what is kept, each until a person sets it up differently. */
  printerUrl?: string;
  given?: Partial<DeviceSettings>;
  drivers: DeviceDrivers;
  clock: Clock;
  emit(event: DeviceEvent): void;
  onChange(): void;
  /** The printer can print again, or is another one. */
  onPrinterReady(): void;
}

export function createDeviceRegistry(options: DeviceRegistryOptions): DeviceRegistry {
  const { file, clock, emit, onChange } = options;
  const model = file.value().printer?.model ?? 'generic-80';
  const printer = options.printerUrl === undefined ? {} : { printer: { address: options.printerUrl, model } };
  let given: Partial<DeviceSettings> = { ...options.given, ...printer };
  const faults: SlotFaults = { 'label-printer': null, 'line-display': null, scale: null };
  const searches = new Map<string, AbortController>();
  const weighings = new Map<string, AbortController>();
  const closing = new AbortController();
  let view: CustomerView | null = null;
  let plain: CustomerView | null = null;

  const settings = (): DeviceSettings => ({ ...file.value(), ...given });
  const usable = (): DeviceSettings => withoutRefused(settings());
  const keeper = keepPrinter({ settings: usable(), clock, onChange, onReady: options.onPrinterReady });
  const scanners = keepScanners({ settings: usable().scanners, clock, onScan: emit, onChange });
  const slots = deviceSlots(options.drivers, scanners);
  followSettings(slots, usable());
  const labelRuns = createLabelRuns(() => slots.labels.driver(), emit);
  let runs = 0;
  const labelWatch = watchLabelPrinter({
    driver: slots.labels.driver,
    busy: () => runs > 0,
    clock,
    heard: (fault) => used('label-printer', fault),
  });
  labelWatch.look();

  function used(device: keyof SlotFaults, fault: Fault | null): void {
    if (JSON.stringify(faults[device]) === JSON.stringify(fault)) return;
    faults[device] = fault;
    onChange();
  }

  async function configure(input: HostInput<'devices.configure'>): Promise<HostOutput<'devices.configure'>> {
    const fault = settingsFault(input.settings, settings());
    if (fault) return { ok: false, fault };
    const before = usable();
    const left = stillGiven(given, input.settings);
    const keys = Object.keys(left) as (keyof DeviceSettings)[];
    const was = Object.fromEntries(keys.map((key) => [key, file.value()[key]]));
    const unsaved = await file.save({ ...input.settings, ...was });
    if (unsaved) return { ok: false, fault: unsaved };
    given = left;
    const after = usable();
    if (JSON.stringify([before.printer, before.drawer]) !== JSON.stringify([after.printer, after.drawer])) {
      keeper.configure(after);
      options.onPrinterReady();
    }
    followSettings(slots, after);
    Object.assign(faults, { 'label-printer': null, 'line-display': null, scale: null });
    labelWatch.look();
    if (view) showLines(view);
    onChange();
    return { ok: true };
  }

  async function find({ searchId, where }: HostInput<'devices.find'>): Promise<HostOutput<'devices.find'>> {
    const abort = new AbortController();
    searches.set(searchId, abort);
    const found = await findDevices(where, {
      signal: abort.signal,
      progress: (done, total) => emit({ type: 'finding', searchId, done, total }),
    });
    searches.delete(searchId);
    return found;
  }

  async function weigh(input: HostInput<'scale.weigh'>): Promise<HostOutput<'scale.weigh'>> {
    const { weighId, deadlineMs, tareGrams, unitPrice } = input;
    const scale = slots.scale.driver();
    if (!scale) return failed('scale-not-configured');
    const abort = new AbortController();
    weighings.set(weighId, abort);
    const outcome = await scale.weigh({
      signal: abort.signal,
      deadlineMs,
      tareGrams,
      unitPrice,
      onSight: (sight) => emit({ type: 'scale', weighId, sight }),
    });
    weighings.delete(weighId);
    if (!outcome.ok) return wrong('scale', outcome);
    used('scale', null);
    return { ok: true, netGrams: outcome.netGrams, tareGrams: outcome.tareGrams };
  }

  async function zero(): Promise<HostOutput<'scale.zero'>> {
    const outcome = await slots.scale.driver()?.zero();
    if (!outcome) return failed('scale-not-configured');
    if (!outcome.ok) return wrong('scale', outcome);
    used('scale', null);
    return { ok: true };
  }

  /** Remembers only what is wrong with the device, not what was wrong with the weighing. */
  function wrong(device: keyof SlotFaults, { code, detail }: { code: string; detail?: string }): Failed {
    const said = failed(code, detail);
    used(device, /-(unreachable|timeout|garbled|error|head-open|paper-out|ribbon-out)$/.test(code) ? said.fault : null);
    return said;
  }

  function showLines(shown: CustomerView): void {
    const display = slots.display.driver();
    const columns = settings().lineDisplay?.columns;
    if (!display || !columns) return;
    const lines = legibleLines(
      customerLines(shown, columns),
      plain && customerLines(plain, columns),
      display.spells.bind(display),
    );
    void display.show(lines).then((outcome) => {
      if (outcome.ok) used('line-display', null);
      else wrong('line-display', outcome);
    });
  }

  async function printLabels(input: HostInput<'labels.print'>): Promise<HostOutput<'labels.print'>> {
    runs += 1;
    const answer = await labelRuns.print(input).finally(() => {
      runs -= 1;
    });
    if (answer.ok) used('label-printer', null);
    else wrong('label-printer', answer.fault);
    if (faults['label-printer']) labelWatch.lookLater();
    return answer;
  }

  const handlers: DeviceHandlers = {
    'devices.settings': async () => ({ settings: settings() }),
    'devices.configure': configure,
    'devices.find': find,
    'devices.find-cancel': async ({ searchId }) => ended(searches.get(searchId)),
    'devices.test': (input) =>
      testDevice(input, { slots, settings: usable, device: keeper.device, clock, signal: closing.signal }),
    'scale.weigh': weigh,
    'scale.weigh-cancel': async ({ weighId }) => ended(weighings.get(weighId)),
    'scale.zero': zero,
    async 'display.show'(input) {
      view = input.view;
      plain = input.plain ?? null;
      emit({ type: 'customer', view });
      showLines(view);
      return { ok: true };
    },
    'labels.print': printLabels,
    'labels.cancel': async ({ runId }) => (labelRuns.cancel(runId) ? { ok: true } : failed('not-found')),
  };

  return {
    handlers,
    device: keeper.device,
    states: () => [
      ...keeper.states(),
      ...slotStates(slots, usable(), faults),
      ...refusedDevices(settings()).map(refusedState),
    ],
    fault: file.fault,
    settings,
    view: () => view,
    close() {
      closing.abort();
      for (const abort of [...searches.values(), ...weighings.values()]) abort.abort();
      labelRuns.close();
      labelWatch.stop();
      keeper.close();
      closeSlots(slots);
    },
  };
}

/** What was given at the start and is not set up differently now. */
function stillGiven(given: Partial<DeviceSettings>, settings: DeviceSettings): Partial<DeviceSettings> {
  const keys = Object.keys(given) as (keyof DeviceSettings)[];
  const same = keys.filter((key) => JSON.stringify(given[key]) === JSON.stringify(settings[key]));
  return Object.fromEntries(same.map((key) => [key, given[key]]));
}

/** As it is set up and can't be used. */
function refusedState({ device, deviceId, fault }: RefusedDevice): DeviceState {
  return { device, deviceId, state: 'fault', fault };
}

function ended(abort: AbortController | undefined): { ok: true } | Failed {
  abort?.abort();
  return abort ? { ok: true } : failed('not-found');
}

function failed(code: string, detail?: string): Failed {
  return { ok: false, fault: detail === undefined ? { code } : { code, detail } };
}
