import type { CounterState } from '#contracts/ipc/counter.ts';
import type { DeviceSettings } from '#contracts/ipc/devices.ts';

/** What a till is to be told to work with a counter: its hardware settings, and where terminal and wallet are. */
export interface CounterSettings {
  devices: Partial<DeviceSettings>;
  terminal: string;
  wallet: string;
}

export function counterSettings(state: CounterState): CounterSettings {
  const { printer, scanner, terminal, wallet } = state;
  return {
    devices: {
      printer: { address: printer.address, model: 'generic-80' },
      drawer: { by: 'printer', pin: 2, openLevel: 'high' },
      scanners: [{ scannerId: 'counter', kind: 'serial', address: scanner.address }],
    },
    terminal: terminal.address,
    wallet: wallet.address,
  };
}
