import Type from 'typebox';
import type { CounterState } from '#contracts/ipc/counter.ts';
import { NO_SCANNER_FAULTS, type VirtualScanner } from '#drivers/sim/scanner/virtual-scanner.ts';
import { codePicture, counterCodes } from './counter-codes.ts';
import { action, type CounterDevice } from './counter-device.ts';
import { faultsOf } from './faults-of.ts';

const Scan = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 4_000 }),
    /** The AIM identifier that the scanner sends before it. */
    symbology: Type.Optional(Type.Union([Type.String({ pattern: '^\\][A-Za-z][0-9A-Za-z]$' }), Type.Null()])),
  },
  { additionalProperties: false },
);

/** The scanner on a serial line. `POST faults`, `scan` (text, symbology; 409 while no till listens); `GET codes/<codeId>.svg`. */
export function scannerDevice(scanner: VirtualScanner, address: string): CounterDevice<CounterState['scanner']> {
  return {
    state: () => ({
      address,
      faults: { ...scanner.faults },
      connected: scanner.connected,
      codes: counterCodes(new Date()),
    }),
    actions: {
      faults: action(faultsOf(NO_SCANNER_FAULTS), (change) => {
        Object.assign(scanner.faults, change);
        return true;
      }),
      scan: action(Scan, async ({ text, symbology }) => {
        if (!scanner.connected) return false;
        await scanner.scan(text, symbology ?? null);
        return true;
      }),
    },
    get(rest) {
      const id = /^codes\/([\w-]+)\.svg$/.exec(rest)?.[1];
      const code = counterCodes(new Date()).find(({ codeId }) => codeId === id);
      const body = code && codePicture(code);
      return body ? { status: 200, type: 'image/svg+xml', body } : null;
    },
    close: () => scanner.close(),
  };
}
