import type { DeviceEvent, DeviceState, ScannerSettings } from '#contracts/ipc/devices.ts';
import { SCANNER_PAGE } from '#drivers/scanner/protocol/hid-pos.ts';
import type { Scanner, ScannerListener, ScannerState } from '#drivers/scanner/scanner.ts';
import { connectHid } from '#drivers/scanner/transport/connect-hid.ts';
import { connectSerial } from '#drivers/scanner/transport/connect-serial.ts';
import { type Connect, keepScanner } from '#drivers/scanner/transport/keep-scanner.ts';
import { readAddress } from '#drivers/transport/device-address.ts';
import { HidTransport } from '#drivers/transport/hid.ts';
import type { ReportTransport } from '#drivers/transport/report-line.ts';
import { transportAt } from '#drivers/transport/transport-at.ts';
import type { Clock } from '#electron/host/clock.ts';

/** Keeps the register's scanners on serial lines and in HID POS mode connected. */
export interface ScannerKeeper {
  /** Works with other settings from now on; a scanner whose settings stay is left as it is. */
  configure(settings: readonly ScannerSettings[]): void;
  states(): DeviceState[];
  close(): void;
}

export interface ScannerKeeperOptions {
  settings: readonly ScannerSettings[];
  clock: Clock;
  onScan(event: Extract<DeviceEvent, { type: 'scan' }>): void;
  onChange(): void;
  /** What carries bytes to an address; left out: what carries them in earnest. */
  transport?: typeof transportAt;
  /** What carries reports to the place of a `hid:` address. */
  hid?: (place: string) => ReportTransport;
}

interface Kept {
  settings: string;
  scanner: Scanner | null;
  state: DeviceState;
}

/** The longest text a scan event may have. */
const TEXT_MAX = 5000;

export function keepScanners(options: ScannerKeeperOptions): ScannerKeeper {
  const { clock, onScan, onChange, transport = transportAt } = options;
  const hid = options.hid ?? ((place: string) => new HidTransport(place, SCANNER_PAGE));
  const after = clock.after.bind(clock);
  const kept = new Map<string, Kept>();

  function connectionOf(settings: ScannerSettings): Connect | string {
    const read = readAddress(settings.address);
    if (!read.ok) return read.message;
    if (read.address.kind === 'hid') return connectHid(hid(read.address.path), after);
    const found = transport(settings.address);
    const framing = { prefix: settings.prefix ?? '', suffix: settings.suffix ?? null };
    return found.ok ? connectSerial(found.transport, framing, after) : found.message;
  }

  function start(settings: ScannerSettings): void {
    const { scannerId } = settings;
    const none = { device: 'scanner', deviceId: scannerId, fault: null } as const;
    const mine: Kept = { settings: JSON.stringify(settings), scanner: null, state: { ...none, state: 'connecting' } };
    kept.set(scannerId, mine);
    const connect = connectionOf(settings);
    if (typeof connect === 'string') {
      mine.state = { ...none, state: 'fault', fault: { code: 'device-address-invalid', detail: connect } };
      return;
    }
    const listener: ScannerListener = {
      scan({ text, symbology }) {
        if (text.length <= TEXT_MAX) onScan({ type: 'scan', text, symbology, scannerId });
      },
      state(state) {
        mine.state = { ...none, ...told(state) };
        onChange();
      },
    };
    mine.scanner = keepScanner(connect, listener, after);
  }

  function configure(settings: readonly ScannerSettings[]): void {
    const wanted = new Map(settings.map((one) => [one.scannerId, one]));
    for (const [scannerId, { scanner, settings: text }] of kept) {
      if (JSON.stringify(wanted.get(scannerId)) === text) continue;
      scanner?.close();
      kept.delete(scannerId);
    }
    for (const one of wanted.values()) if (!kept.has(one.scannerId)) start(one);
    onChange();
  }

  configure(options.settings);
  return {
    configure,
    states: () => [...kept.values()].map(({ state }) => state),
    close() {
      for (const { scanner } of kept.values()) scanner?.close();
      kept.clear();
    },
  };
}

function told(state: ScannerState): Pick<DeviceState, 'state' | 'fault'> {
  if (state.state !== 'fault') return { state: state.state, fault: null };
  return { state: 'fault', fault: { code: state.code, detail: state.detail } };
}
