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
/** A usual shelf label, at 203 dpi. */
const LABEL = { widthMm: 57, heightMm: 32, dotsPerMm: 8 } as const;

export function counterSettings(state: CounterState): CounterSettings {
  const { printer, labelPrinter, scanner, scale, lineDisplay, terminal, wallet } = state;
  return {
    devices: {
      printer: { address: printer.address, model: 'generic-80' },
      labelPrinter: { address: labelPrinter.address, language: 'zpl', ...LABEL },
      drawer: { by: 'printer', pin: 2, openLevel: 'high' },
      scanners: [{ scannerId: 'counter', kind: 'serial', address: scanner.address }],
      scale: { address: scale.address, protocol: 'mettler-8217' },
      lineDisplay: { address: lineDisplay.address, language: 'escpos', columns: COLUMNS },
    },
    terminal: terminal.address,
    wallet: wallet.address,
  };
}
