import type { DeviceState, DrawerSettings, PrinterSettings } from '#contracts/ipc/devices.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import { type DrawerOutcome, drawerOpen } from '#drivers/drawer/drawer.ts';
import type { Printer, PrinterState, PrintOptions, PrintOutcome } from '#drivers/printer/printer.ts';
import { faultOf } from '#drivers/printer/transport/printer-state.ts';
import type { Clock } from '#electron/host/clock.ts';
import { drawerFault } from '#electron/host/printing/drawer-fault.ts';
import { type BuiltDevice, type PrintDevice, printDevice } from '#electron/host/printing/print-device.ts';

/** How often an idle printer is asked how it is; one that something is wrong with more often, as somebody may be at it. */
const LOOK_MS = 10_000;
const LOOK_AGAIN_MS = 3_000;
const GLANCE_MS = 5_000;

type Configured = { printer: PrinterSettings | null; drawer: DrawerSettings | null };

/** Keeps the register's printer and drawer, and knows how they are, also between receipts. */
export interface PrinterKeeper {
  /** What prints now; null where neither a printer nor a drawer is set up. */
  device(): PrintDevice | null;
  /** Works with other settings from now on; a job at the printer before ends there. */
  configure(settings: Configured): void;
  states(): DeviceState[];
  close(): void;
}

export interface PrinterKeeperOptions {
  settings: Configured;
  clock: Clock;
  onChange(): void;
  /** The printer can print, and could not before, or nobody knew. */
  onReady(): void;
}

export function keepPrinter({ settings, clock, onChange, onReady }: PrinterKeeperOptions): PrinterKeeper {
  let current: Watched | null = null;

  function configure(configured: Configured): void {
    current?.stop();
    const built = printDevice(configured.printer, configured.drawer);
    current = built && watched(built);
    onChange();
  }

  function watched(built: BuiltDevice): Watched {
    return watch(built, clock, onChange, onReady);
  }

  configure(settings);
  return {
    device: () => current?.device ?? null,
    configure,
    states: () => current?.states() ?? [],
    close() {
      current?.stop();
    },
  };
}

interface Watched {
  device: PrintDevice;
  states(): DeviceState[];
  stop(): void;
}

/** Asks a printer how it is, now and then, and hears of it from every job. */
function watch(built: BuiltDevice, clock: Clock, onChange: () => void, onReady: () => void): Watched {
  const { printer, answers, kickOut } = built;
  let stopped = false;
  /** It did not answer the last time: another register may be printing on it, so that only the second time counts. */
  let silent = false;
  let cancel = () => {};
  const stopping = new AbortController();
  const idle = { device: 'printer', deviceId: 'printer', fault: null, answers } as const;
  let state: DeviceState = { ...idle, state: answers ? 'connecting' : 'idle' };
  let drawer: DeviceState = { device: 'drawer', deviceId: 'drawer', state: 'idle', fault: null };
  /** It did not open when it was last meant to. */
  let shut: Fault | null = null;

  function note(next: DeviceState, drawerIs: DeviceState = drawer): void {
    if (stopped || JSON.stringify([next, drawerIs]) === JSON.stringify([state, drawer])) return;
    const ready = next.state === 'ready' && state.state !== 'ready';
    state = next;
    drawer = drawerIs;
    onChange();
    if (ready) onReady();
  }

  function told(heard: PrinterState): void {
    if (!heard.ok) {
      note({ ...idle, state: 'fault', fault: { code: heard.code } });
      return;
    }
    const code = faultOf(heard.status);
    const open = kickOut && drawerOpen(heard.status, kickOut);
    if (open) shut = null;
    const how: Pick<DeviceState, 'state' | 'fault'> = code
      ? { state: 'fault', fault: { code } }
      : { state: 'ready', fault: null };
    note(
      { ...idle, ...how, paper: heard.status.paper },
      { ...drawer, state: shut ? 'fault' : 'ready', fault: shut, ...(open === null ? {} : { drawerOpen: open }) },
    );
  }

  async function look(target: Printer): Promise<void> {
    const heard = await target.glance({ deadlineMs: GLANCE_MS, signal: stopping.signal });
    if (stopped) return;
    const doubtful = heard?.ok === false && heard.code === 'printer-timeout' && !silent;
    silent = doubtful;
    if (heard && !doubtful) told(heard);
    const soon = doubtful || state.state !== 'ready';
    cancel = clock.after(soon ? LOOK_AGAIN_MS : LOOK_MS, () => void look(target));
  }

  /** What a job told of the printer: that it printed, or what was in its way; that it was broken off says nothing. */
  async function heardOf(job: Promise<PrintOutcome>): Promise<PrintOutcome> {
    const outcome = await job;
    const fault: Fault | null = outcome.ok ? null : { code: outcome.code };
    if (fault === null && answers) note({ ...state, state: 'ready', fault });
    if (fault && fault.code !== 'printer-interrupted') note({ ...state, state: 'fault', fault });
    if (fault === null && !answers) note({ ...state, state: 'idle', fault });
    return outcome;
  }

  /** Change may wait in a drawer that did not open, also where the receipt came out. */
  async function opened(opening: Promise<DrawerOutcome>): Promise<DrawerOutcome> {
    const outcome = await opening;
    if (!outcome.ok && outcome.code === 'printer-interrupted') return outcome;
    shut = outcome.ok ? null : drawerFault(outcome.code);
    note(state, { ...drawer, state: shut ? 'fault' : 'idle', fault: shut });
    return outcome;
  }

  const target = built.drawer;
  if (printer && answers) void look(printer);
  return {
    device: {
      printer: printer && {
        print: (bytes: Uint8Array, options?: PrintOptions) => heardOf(printer.print(bytes, options)),
      },
      drawer: target && { open: (options?: PrintOptions) => opened(target.open(options)) },
      encode: built.encode,
    },
    states: () => [...(printer ? [state] : []), ...(built.drawer ? [drawer] : [])],
    stop() {
      stopped = true;
      cancel();
      stopping.abort();
    },
  };
}
