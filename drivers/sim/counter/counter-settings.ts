import type { CounterState } from '#contracts/ipc/counter.ts';
import type { DeviceSettings } from '#contracts/ipc/devices.ts';

/** What a till is to be told to work with a counter: its hardware settings, and where terminal and wallet are. */
export interface CounterSettings {
  devices: Partial<DeviceSettings>;
  terminal: string;
  wallet: string;
}

/** As the virtual display is wide. */
const COLUMNS = 20;

export function counterSettings(state: CounterState): CounterSettings {
  const { printer, scanner, scale, lineDisplay, terminal, wallet } = state;
  return {
    devices: {
      printer: { address: printer.address, model: 'generic-80' },
      drawer: { by: 'printer', pin: 2, openLevel: 'high' },
      scanners: [{ scannerId: 'counter', kind: 'serial', address: scanner.address }],
      ...(scale ? { scale: { address: scale.address, protocol: 'mettler-8217' } } : {}),
      ...(lineDisplay ? { lineDisplay: { address: lineDisplay.address, language: 'escpos', columns: COLUMNS } } : {}),
    },
    terminal: terminal.address,
    wallet: wallet.address,
  };
}
