import type { CounterState } from '#contracts/ipc/counter.ts';
import { labelPicture } from '#drivers/sim/label-printer/label-picture.ts';
import { NO_LABEL_FAULTS, VirtualLabelPrinter } from '#drivers/sim/label-printer/virtual-label-printer.ts';
import { action, type CounterDevice } from './counter-device.ts';
import { faultsOf } from './faults-of.ts';

/** So many labels are named in the state; older ones are kept, but not shown. */
const SHOWN = 20;

/** The label printer. `POST faults`; `GET labels/<id>.svg`. */
export async function labelDevice(port: number): Promise<CounterDevice<CounterState['labelPrinter']>> {
  const printer = new VirtualLabelPrinter();
  const address = `tcp://127.0.0.1:${await printer.listen(port)}`;
  return {
    state: () => ({
      address,
      faults: { ...printer.faults },
      labels: printer.labels.slice(0, SHOWN).map(({ id, at, pieces, unknown }) => ({
        id,
        at,
        lines: pieces.flatMap((piece) => ('text' in piece ? [piece.text] : [])),
        cut: true,
        unknown: unknown.length,
      })),
    }),
    actions: {
      faults: action(faultsOf(NO_LABEL_FAULTS), async (change) => {
        await printer.setFaults(change);
        return true;
      }),
    },
    get(rest) {
      const id = /^labels\/(\d+)\.svg$/.exec(rest)?.[1];
      const label = printer.labels.find((each) => each.id === Number(id));
      return label ? { status: 200, type: 'image/svg+xml', body: labelPicture(label) } : null;
    },
    close: () => printer.close(),
  };
}
