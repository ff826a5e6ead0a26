import Type from 'typebox';
import type { CounterState } from '#contracts/ipc/counter.ts';
import { FaultChange } from '#drivers/sim/printer-faults.ts';
import { startVirtualPrinter } from '#drivers/sim/virtual-printer.ts';
import { action, type CounterDevice } from './counter-device.ts';

/** So many receipts are named in the state; older ones are kept, but not shown. */
const SHOWN = 20;

const DrawerChange = Type.Object({ open: Type.Literal(false) }, { additionalProperties: false });

/**
 * The receipt printer with its drawer. `POST faults`, `drawer` ({open: false}); `GET receipts` (all that is kept, with their bytes),
 * `receipts/<id>.svg`, `receipts/printing.svg`.
 */
export async function printerDevice(port: number): Promise<CounterDevice<CounterState['printer']>> {
  const printer = await startVirtualPrinter({ port });
  return {
    state: () => ({
      address: `tcp://127.0.0.1:${printer.port}`,
      faults: printer.faults(),
      drawerOpen: printer.drawerOpen(),
      pulses: printer.pulses(),
      printing: printer.printing(),
      receipts: printer
        .receipts()
        .slice(0, SHOWN)
        .map(({ id, at, lines, cut, unknown }) => ({
          id,
          at,
          lines,
          cut,
          unknown: unknown.length,
        })),
    }),
    actions: {
      faults: action(FaultChange, async (change) => {
        await printer.setFaults(change);
        return true;
      }),
      drawer: action(DrawerChange, () => {
        printer.closeDrawer();
        return true;
      }),
    },
    get(rest) {
      if (rest === 'receipts') {
        return { status: 200, json: printer.receipts().map(({ drawn: _, ...receipt }) => receipt) };
      }
      const id = /^receipts\/(\d+|printing)\.svg$/.exec(rest)?.[1];
      const body = id && printer.picture(id === 'printing' ? id : Number(id));
      return body ? { status: 200, type: 'image/svg+xml', body } : null;
    },
    close: () => printer.close(),
  };
}
