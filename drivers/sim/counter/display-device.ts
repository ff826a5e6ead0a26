import type { CounterState } from '#contracts/ipc/counter.ts';
import { NO_DISPLAY_FAULTS, type VirtualLineDisplay } from '#drivers/sim/line-display/virtual-line-display.ts';
import { action, type CounterDevice } from './counter-device.ts';
import { faultsOf } from './faults-of.ts';

/** The customer's two lines. `POST faults`. */
export function displayDevice(
  display: VirtualLineDisplay,
  address: string,
): CounterDevice<CounterState['lineDisplay']> {
  return {
    state: () => ({ address, faults: { ...display.faults }, columns: display.columns, lines: display.lines }),
    actions: {
      faults: action(faultsOf(NO_DISPLAY_FAULTS), async (change) => {
        await display.setFaults(change);
        return true;
      }),
    },
    close: () => display.close(),
  };
}
